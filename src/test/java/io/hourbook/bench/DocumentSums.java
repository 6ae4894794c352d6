package io.hourbook.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A document as it comes over the wire, summed while it is read: nothing of it is kept but its reference and its sums. */
final class DocumentSums {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int MOST_LINES = 500;
    /** What of a line is looked at; the rest is not even made a text of: this runs beside what is measured. */
    private static final Set<String> SUMMED = Set.of(
            "worker", "project", "service", "account", "workDate", "seconds", "rawSeconds", "amount", "baseAmount", "debit", "credit", "week", "code");

    final Totals totals = new Totals();
    /** Where the document does not add up, in sentences. */
    final List<String> faults = new ArrayList<>();
    private final Map<String, String> head = new HashMap<>();
    private int lines;
    private long debits;
    private long balance;
    private long baseDebits;
    private long baseBalance;

    private DocumentSums() {}

    static DocumentSums read(byte[] body) throws IOException {
        DocumentSums document = new DocumentSums();
        // lines may come before the fields that say what they are of
        List<Map<String, String>> early = new ArrayList<>();
        try (JsonParser json = JSON.createParser(body)) {
            expect(json.nextToken(), JsonToken.START_OBJECT);
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                if (!field.equals("lines")) {
                    document.head.put(field, value(json));
                } else {
                    expect(json.nextToken(), JsonToken.START_ARRAY);
                    boolean known = document.head.keySet().containsAll(List.of("type", "period", "currency"));
                    while (json.nextToken() == JsonToken.START_OBJECT) {
                        Map<String, String> line = line(json);
                        if (known) {
                            document.add(line);
                        } else {
                            early.add(line);
                        }
                    }
                }
            }
        }
        early.forEach(document::add);
        document.check();
        return document;
    }

    String reference() {
        return head.get("reference");
    }

    String type() {
        return head.getOrDefault("type", "");
    }

    private void add(Map<String, String> line) {
        lines++;
        long seconds = line.get("seconds") == null ? 0 : Long.parseLong(line.get("seconds"));
        switch (type()) {
            case "sales-invoice", "vendor-bill" -> priced(line, seconds);
            case "journal-entry" -> journal(line, seconds);
            case "payroll-batch" -> totals.add(type() + " " + line.get("week") + " " + line.get("code"), new Totals.Sum(
                    1, seconds, 0, 0, Totals.mark(line.get("worker"), line.get("week"), line.get("code"), seconds)));
            default -> faults.add("a " + type() + ", which nothing here should make");
        }
    }

    private void priced(Map<String, String> line, long seconds) {
        long cents = cents(line, "amount");
        long base = cents(line, "baseAmount");
        if (cents < 0) {
            faults.add("a line of " + line.get("amount"));
        }
        debits += cents;
        baseDebits += base;
        totals.add(group(), new Totals.Sum(1, seconds, cents, base, Totals.mark(
                line.get("worker"), line.get("project"), line.get("service"), line.get("workDate"), seconds, line.get("rawSeconds"), cents, base,
                line.get("account"))));
    }

    private void journal(Map<String, String> line, long seconds) {
        boolean debit = line.get("debit") != null;
        long cents = debit ? cents(line, "debit") : -cents(line, "credit");
        long base = debit ? cents(line, "baseAmount") : -cents(line, "baseAmount");
        balance += cents;
        baseBalance += base;
        debits += debit ? cents : 0;
        baseDebits += debit ? base : 0;
        String service = line.get("service");
        totals.add(
                group() + " " + line.get("account") + (service == null ? "" : " " + service), new Totals.Sum(1, seconds, cents, base, 0));
    }

    private String group() {
        return type() + " " + head.getOrDefault("counterparty", "") + " " + head.get("currency") + " " + head.get("period");
    }

    private void check() {
        boolean empty = "void".equals(head.get("status"));
        if (lines > (empty ? 0 : MOST_LINES) || lines == 0 && !empty) {
            faults.add(head.get("status") + " with " + lines + " lines; want 1 to " + MOST_LINES + ", none where it is void");
        }
        if (balance != 0 || baseBalance != 0) {
            faults.add("out of balance by " + Totals.money(balance) + ", by " + Totals.money(baseBalance) + " in the books' currency");
        }
        if (!type().equals("payroll-batch")) {
            same("total", debits);
            same("baseTotal", baseDebits);
        }
    }

    private void same(String field, long sum) {
        if (head.get(field) == null || cents(head, field) != sum) {
            faults.add(field + " is " + head.get(field) + ", its lines come to " + Totals.money(sum));
        }
    }

    private long cents(Map<String, String> fields, String field) {
        String amount = fields.get(field);
        try {
            return Totals.cents(new BigDecimal(amount));
        } catch (NumberFormatException | ArithmeticException | NullPointerException noMoney) {
            faults.add(field + " is " + amount);
            return 0;
        }
    }

    private static Map<String, String> line(JsonParser json) throws IOException {
        Map<String, String> line = new HashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            if (SUMMED.contains(field)) {
                line.put(field, value(json));
            } else {
                json.nextToken();
                json.skipChildren();
            }
        }
        return line;
    }

    /** A text or a number as it stands, null for anything that has parts. */
    private static String value(JsonParser json) throws IOException {
        JsonToken token = json.nextToken();
        if (token.isStructStart()) {
            json.skipChildren();
            return null;
        }
        return token == JsonToken.VALUE_NULL ? null : json.getText();
    }

    private static void expect(JsonToken saw, JsonToken want) throws IOException {
        if (saw != want) {
            throw new IOException("not a document: " + saw);
        }
    }
}
