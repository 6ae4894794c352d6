package io.hourbook.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What the sandbox takes for a sound document: what a strict accounting system would refuse, it refuses in words. */
final class SandboxRules {

    private static final Set<String> OF_MONEY = Set.of("sales-invoice", "credit-note", "vendor-bill", "vendor-credit");
    private static final String JOURNAL = "journal-entry";
    private static final String PAYROLL = "payroll-batch";
    private static final Set<String> STATUSES = Set.of("draft", "final", "void");
    private static final Set<String> PAY_CODES = Set.of("REG", "OT15", "OT20");
    private static final Pattern AMOUNT = Pattern.compile("\\d{1,15}(\\.\\d{1,4})?");
    private static final Pattern REFERENCE = Pattern.compile("[!-~]{1,190}");
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final int MOST_COMPLAINTS = 20;

    private final List<String> complaints = new ArrayList<>();
    private final JsonNode document;

    private SandboxRules(JsonNode document) {
        this.document = document;
    }

    /** @return what is wrong with a document, empty when nothing is */
    static List<String> complaints(JsonNode document) {
        SandboxRules rules = new SandboxRules(document);
        rules.check();
        return rules.complaints;
    }

    private void check() {
        String type = document.path("type").asText();
        boolean money = OF_MONEY.contains(type);
        if (!money && !type.equals(JOURNAL) && !type.equals(PAYROLL)) {
            say("unknown type \"" + shown(type) + "\"");
            return;
        }
        matches("reference", REFERENCE, "printable characters without spaces, at most 190");
        text("period");
        date("date", true);
        date("due", false);
        if (!STATUSES.contains(document.path("status").asText())) {
            say("status is none of draft, final, void");
        }
        if (money) {
            text("counterparty");
        }
        if (!document.path("lines").isArray()) {
            say("lines are missing");
            return;
        }
        lines(type, money);
    }

    private void lines(String type, boolean money) {
        boolean empty = document.path("lines").isEmpty();
        if (empty != document.path("status").asText().equals("void")) {
            say(empty ? "a document without lines has to be void" : "a void document has no lines");
        }
        if (type.equals(PAYROLL)) {
            document.path("lines").forEach(this::payroll);
            return;
        }
        matches("currency", CURRENCY, "three capital letters");
        if (money) {
            sums("total", "amount");
            if (document.has("baseTotal") && !document.path("baseTotal").isNull()) {
                sums("baseTotal", "baseAmount");
            }
        } else {
            journal();
        }
    }

    private void sums(String total, String amount) {
        BigDecimal sum = BigDecimal.ZERO;
        int number = 0;
        for (JsonNode line : document.path("lines")) {
            sum = sum.add(amount(line.path(amount), "line " + ++number + ": " + amount));
        }
        equal(amount(document.path(total), total), sum, total, "the sum of the lines");
    }

    private void journal() {
        BigDecimal debits = BigDecimal.ZERO;
        BigDecimal credits = BigDecimal.ZERO;
        int number = 0;
        for (JsonNode line : document.path("lines")) {
            number++;
            boolean debit = line.path("debit").isTextual();
            if (debit == line.path("credit").isTextual()) {
                say("line " + number + ": a line has either a debit or a credit");
            } else if (debit) {
                debits = debits.add(amount(line.path("debit"), "line " + number + ": debit"));
            } else {
                credits = credits.add(amount(line.path("credit"), "line " + number + ": credit"));
            }
            if (!line.path("account").isTextual()) {
                say("line " + number + ": account is missing");
            }
        }
        equal(debits, credits, "the debits", "the credits");
        equal(amount(document.path("total"), "total"), debits, "total", "the debits");
    }

    private void payroll(JsonNode line) {
        if (!line.path("worker").isTextual() || !PAY_CODES.contains(line.path("code").asText())) {
            say("a line of payroll names a worker and one of REG, OT15, OT20");
        }
        if (!line.path("seconds").isIntegralNumber()) {
            say("a line of payroll has whole seconds");
        }
        if (!isDate(line.path("week").asText())) {
            say("a line of payroll names the first date of its week");
        }
    }

    private BigDecimal amount(JsonNode value, String name) {
        if (value.isTextual() && AMOUNT.matcher(value.asText()).matches()) {
            return new BigDecimal(value.asText());
        }
        say(name + " is no amount: a decimal string, not negative, is wanted, not " + shown(value.toString()));
        return BigDecimal.ZERO;
    }

    private void equal(BigDecimal one, BigDecimal other, String name, String otherName) {
        if (one.compareTo(other) != 0 && complaints.isEmpty()) {
            say(name + " " + one.toPlainString() + " is not " + otherName + " " + other.toPlainString());
        }
    }

    private void text(String field) {
        if (!document.path(field).isTextual() || document.path(field).asText().isBlank()) {
            say(field + " is missing");
        }
    }

    private void matches(String field, Pattern pattern, String wanted) {
        if (!document.path(field).isTextual() || !pattern.matcher(document.path(field).asText()).matches()) {
            say(field + " is missing or wrong: " + wanted);
        }
    }

    private void date(String field, boolean required) {
        JsonNode value = document.path(field);
        boolean absent = value.isMissingNode() || value.isNull();
        if (absent ? required : !isDate(value.asText())) {
            say(field + " is no date");
        }
    }

    static boolean isDate(String text) {
        try {
            LocalDate.parse(text);
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private void say(String complaint) {
        if (complaints.size() < MOST_COMPLAINTS) {
            complaints.add(complaint);
        }
    }

    private static String shown(String value) {
        return value.length() > 40 ? value.substring(0, 40) + "…" : value;
    }
}
