package io.hourbook.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hourbook.delivery.Answer;
import io.hourbook.delivery.Due;
import io.hourbook.delivery.Request;
import io.hourbook.delivery.Sending;
import io.hourbook.home.Home;
import io.hourbook.mapping.MappingBook;
import io.hourbook.mapping.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
    private final Map<Path, LedgerFile> files = new ConcurrentHashMap<>();

    /** @param book gives the book in force, for the names of accounts and parties */
    public LedgerFileTarget(Home home, Supplier<MappingBook> book) {
        this.home = home;
        this.book = book;
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
            Files.createDirectories(path.getParent());
            String reference = sending.document().reference();
            LedgerFile file = file(path, sending);
            String text = new LedgerEntry(target, format, book.get())
                    .text(sending.document(), JSON.readTree(sending.document().json()), file);
            String block = file.block(reference, sending.document().revision(), text);
            Sending.converse(exchange, new LedgerConversation(
                    sending, file.found(), new Request("APPEND", path.toString(), null, Map.of(), file.empty() ? format.preface() + block : block)));
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a document that is not JSON", broken);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** As it was left, where nobody else wrote in it and nothing is to be found in it; else read anew. */
    private LedgerFile file(Path path, Sending sending) throws IOException {
        Due due = sending.due();
        boolean sought = due.attempts() > 0 || due.doubted() || due.doubtedEarlier() > 0 || due.unknownThere();
        LedgerFile known = files.get(path);
        if (!sought && known != null && known.still()) {
            return known;
        }
        LedgerFile read = LedgerFile.read(path, sending.document().reference());
        read.mend();
        files.put(path, read);
        return read;
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
        files.get(path).appended(new String(message.getBody(byte[].class), StandardCharsets.UTF_8));
        Sending.conversation(exchange).hear(new Answer(200, null, new byte[0]));
    }
}
