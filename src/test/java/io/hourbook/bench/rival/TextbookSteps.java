package io.hourbook.bench.rival;

import io.hourbook.entry.ReceivedEntry;
import io.hourbook.mapping.MappingBook;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;

/** The beans that the textbook route calls by name; each knows one entry. Public, for Camel calls them by reflection. */
public final class TextbookSteps {

    private final MappingBook book;
    private final String source;
    private final Clockify clockify;
    private final Work.Meanings meanings;
    private final Decisions decisions;
    private final Line.Writer lines;
    private final Hash hash = new Hash();
    private long read;
    private long posted;

    TextbookSteps(MappingBook book, String source, String header) {
        LocalDate today = LocalDate.now(book.policies().companyZone());
        this.book = book;
        this.source = source;
        this.clockify = new Clockify(header, source, book);
        this.meanings = new Work.Meanings(book, source);
        this.decisions = new Decisions(book, source, today, new Group.Groups());
        this.lines = new Line.Writer(book, source, today);
    }

    /** One entry on its way; the getters are what the route's statement asks for. */
    public static final class Message {

        private final ReceivedEntry entry;
        private final Work work;
        private final String key;
        private Sides sides;

        private Message(ReceivedEntry entry, Work work, String key) {
            this.entry = entry;
            this.work = work;
            this.key = key;
        }

        public String getKey() {
            return key;
        }

        public String getWorker() {
            return work.workerId();
        }

        public String getProject() {
            return work.projectId();
        }

        public String getService() {
            return work.serviceId();
        }

        public LocalDate getWorkDate() {
            return work.date();
        }

        public long getSeconds() {
            return work.seconds();
        }

        public String getPayState() {
            return Sides.state(sides.pay().reason());
        }

        public String getBillState() {
            return Sides.state(sides.bill().reason());
        }

        public BigDecimal getCost() {
            return sides.pay().amount();
        }

        public BigDecimal getAmount() {
            return sides.bill().amount();
        }

        public String getRaw() {
            return entry.raw();
        }
    }

    long read() {
        return read;
    }

    long posted() {
        return posted;
    }

    /** @param index of the line in the file, from 0 */
    public Message read(@Body String row, @ExchangeProperty("CamelSplitIndex") int index) {
        ReceivedEntry entry = clockify.entry(index + 1L, row);
        byte[] identity = hash.identity(entry);
        read++;
        return new Message(entry, meanings.work(index, entry, identity), source + ":" + HexFormat.of().formatHex(identity));
    }

    public Message decide(Message message) {
        message.sides = decisions.of(message.work);
        return message;
    }

    /** The entry's line on either side, each as a document of its own. */
    public List<Document> documents(Message message) {
        Sides sides = message.sides;
        List<Document> documents = new ArrayList<>(2);
        if (sides.pay().group() != null) {
            documents.addAll(of(sides.pay().group(), message, lines.billed(sides)));
        }
        if (sides.bill().reason() == null && sides.bill().group() != null) {
            documents.addAll(of(sides.bill().group(), message, lines.invoiced(sides, sides.bill().group())));
        }
        return documents;
    }

    private List<Document> of(Group group, Message message, Line line) {
        return Document.of(book, group, (int) message.entry.line(), (int) message.entry.line(), List.of(line), hash);
    }

    public String json(Document document) {
        posted++;
        return new String(document.body(book), StandardCharsets.UTF_8);
    }
}
