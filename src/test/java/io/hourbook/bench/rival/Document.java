package io.hourbook.bench.rival;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.hourbook.allocation.GroupKey;
import io.hourbook.mapping.Client;
import io.hourbook.mapping.DocumentKind;
import io.hourbook.mapping.MappingBook;
import io.hourbook.mapping.Worker;
import io.hourbook.money.Money;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** One part of a group's documents, as it goes out. */
record Document(
        int id, Group group, String reference, int part, LocalDate date, LocalDate due, BigDecimal total, BigDecimal baseTotal, List<Line> lines,
        List<String> wires, byte[] hash) {

    private static final JsonFactory JSON = new JsonFactory();

    String key() {
        return reference + "/1/" + HexFormat.of().formatHex(hash, 0, 8);
    }

    /** The documents of a group: one, or more where it has more lines than the target takes. @param id of the first */
    static List<Document> of(MappingBook book, Group group, int id, List<Line> lines, Hash hash) {
        return of(book, group, id, 1, lines, hash);
    }

    /** @param first number of the first part */
    static List<Document> of(MappingBook book, Group group, int id, int first, List<Line> lines, Hash hash) {
        int limit = group.journal() ? Integer.MAX_VALUE : book.target().lineLimit();
        List<Document> documents = new ArrayList<>();
        for (int from = 0; from < lines.size(); from += limit) {
            int more = documents.size();
            documents.add(part(book, group, id + more, first + more, lines.subList(from, (int) Math.min(lines.size(), (long) from + limit)), hash));
        }
        return documents;
    }

    private static Document part(MappingBook book, Group group, int id, int part, List<Line> lines, Hash hash) {
        String reference = group.key().stem() + "-" + part;
        LocalDate date = group.to();
        LocalDate due = due(book, group, date);
        List<String> wires = new ArrayList<>(lines.size());
        hash.add(reference + "|draft|" + date + "|" + due);
        for (int i = 0; i < lines.size(); i++) {
            wires.add(lines.get(i).wire(reference, i + 1));
            hash.add(lines.get(i).content());
        }
        boolean based = lines.stream().allMatch(line -> line.base() != null);
        return new Document(
                id, group, reference, part, date, due, sum(group, lines.stream().map(Line::amount).toList()),
                based ? sum(group, lines.stream().map(Line::base).toList()) : null, lines, wires, hash.take());
    }

    /** A journal's total is that of its debits; payroll has none. */
    private static BigDecimal sum(Group group, List<BigDecimal> amounts) {
        BigDecimal sum = BigDecimal.ZERO;
        for (BigDecimal amount : amounts) {
            sum = amount == null || group.journal() && amount.signum() < 0 ? sum : sum.add(amount);
        }
        return sum;
    }

    private static LocalDate due(MappingBook book, Group group, LocalDate date) {
        return switch (group.key().type()) {
            case SALES_INVOICE -> {
                Client client = book.clients().get(group.key().subject());
                yield date.plusDays(client == null ? 0 : client.termsDays());
            }
            case VENDOR_BILL -> {
                Worker worker = book.workers().get(group.key().subject());
                yield date.plusDays(worker == null ? 0 : worker.termsDays());
            }
            default -> null;
        };
    }

    /** The body as the contract of the HTTP target has it. */
    byte[] body(MappingBook book) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512 + wires.size() * 700);
        GroupKey key = group.key();
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringField("reference", reference);
            out.writeStringField("type", key.type().wire());
            out.writeStringField("status", "draft");
            field(out, "counterparty", key.counterparty());
            field(out, "date", date);
            field(out, "due", due);
            field(out, "period", key.period());
            field(out, "currency", key.currency());
            out.writeStringField("total", key.currency() == null ? "0" : Money.plain(total, key.currency()));
            if (key.currency() != null && baseTotal != null) {
                out.writeStringField("baseCurrency", book.policies().baseCurrency());
                out.writeStringField("baseTotal", Money.plain(baseTotal, book.policies().baseCurrency()));
            }
            out.writeArrayFieldStart("lines");
            for (String wire : wires) {
                out.writeRawValue(wire);
            }
            out.writeEndArray();
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The first day on which it may go out, or null where a person has to release it. */
    LocalDate dueOn(MappingBook book, LocalDate today) {
        DocumentKind kind = DocumentKind.valueOf(group.key().type().name());
        return book.policies().release().rule(group.key().target(), kind).dueOn(date, today);
    }

    byte[] keyBytes() {
        return key().getBytes(StandardCharsets.US_ASCII);
    }

    private static void field(JsonGenerator out, String name, Object value) throws IOException {
        if (value != null) {
            out.writeStringField(name, value.toString());
        }
    }
}
