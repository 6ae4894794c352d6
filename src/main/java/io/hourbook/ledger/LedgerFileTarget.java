package io.hourbook.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hourbook.delivery.Answer;
import io.hourbook.delivery.Request;
import io.hourbook.delivery.Sending;
import io.hourbook.home.Home;
import io.hourbook.mapping.MappingBook;
import io.hourbook.mapping.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** The steps around {@code to: file} of the route that appends documents to a plain-text ledger. */
public final class LedgerFileTarget {

    /** The setting that names the file, from the home on or absolute. */
    static final String FILE = "file";
    /** The setting that names its language. */
    static final String FORMAT = "format";
    static final String FOLDER = "ledgerFolder";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Home home;
    private final Supplier<MappingBook> book;
    private final LedgerFiles files;

    /** @param book gives the book in force, for the names of accounts and parties */
    public LedgerFileTarget(Home home, Supplier<MappingBook> book) {
        this(home, book, new LedgerFiles());
    }

    LedgerFileTarget(Home home, Supplier<MappingBook> book, LedgerFiles files) {
        this.home = home;
        this.book = book;
        this.files = files;
    }

    /**
     * Looks whether the document stands in the file already, and makes its text where it does not. What an append that was cut off
     * left there is taken away first.
     */
    public void begin(Exchange exchange) {
        Sending sending = Sending.of(exchange);
        Target target = sending.target();
        LedgerFormat format = LedgerFormat.of(target.setting(FORMAT, ""));
        Path path = home.root().resolve(target.setting(FILE, "")).normalize();
        try {
            String reference = sending.document().reference();
            LedgerFile file = files.file(path, sending);
            String text = new LedgerEntry(target, format, book.get())
                    .text(sending.document(), JSON.readTree(sending.document().json()), file);
            String block = file.block(reference, sending.document().revision(), text);
            Sending.converse(exchange, new LedgerConversation(
                    sending, file.found(reference), new Request("APPEND", path.toString(), null, Map.of(), file.empty() ? format.preface() + block : block)));
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a document that is not JSON", broken);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** Hands the text to the file component. */
    public void ask(Exchange exchange) {
        Request request = Sending.conversation(exchange).request();
        Path path = Path.of(request.path());
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(FOLDER, path.getParent().toString());
        message.setHeader(Exchange.FILE_NAME, path.getFileName().toString());
        message.setBody(request.body().getBytes(StandardCharsets.UTF_8));
    }

    /** It is on the disk. */
    public void hear(Exchange exchange) throws IOException {
        Message message = exchange.getMessage();
        Path path = Path.of(message.getHeader(FOLDER, String.class), message.getHeader(Exchange.FILE_NAME, String.class));
        files.appended(path, new String(message.getBody(byte[].class), StandardCharsets.UTF_8));
        Sending.conversation(exchange).hear(new Answer(200, null, new byte[0]));
    }
}
