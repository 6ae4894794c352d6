package io.hourbook.xero;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;

/** Whether a field says the same in two bodies, however Xero writes it: numbers with more or fewer zeros, days with hours, broken lines. */
final class Saying {

    private static final Set<String> DAYS = Set.of("Date", "DueDate");
    private static final Set<String> CODES = Set.of("AccountCode", "AccountID", "ItemCode", "TaxType", "CurrencyCode", "LineAmountTypes");
    private static final int QUANTITY_DECIMALS = 4;
    private static final int MOST_WORDS = 60;

    private Saying() {}

    static boolean same(String field, JsonNode ours, JsonNode theirs) {
        return told(field, ours).equals(told(field, theirs));
    }

    /** @return what stands there and what does not, of a field that differs */
    static String difference(String field, JsonNode ours, JsonNode theirs) {
        return field + " " + shown(field, theirs) + " in the place of " + shown(field, ours);
    }

    private static String shown(String field, JsonNode of) {
        String text = DAYS.contains(field) ? day(field, of) : Json.text(of, field);
        String shown = text == null ? "nothing" : text.strip().replaceAll("\\s+", " ");
        return shown.length() > MOST_WORDS ? shown.substring(0, MOST_WORDS) + "…" : shown;
    }

    private static String told(String field, JsonNode of) {
        if (DAYS.contains(field)) {
            return String.valueOf(day(field, of));
        }
        if (field.equals("Quantity") || field.equals("LineAmount") || field.startsWith("Discount")) {
            return number(Json.decimal(of, field), field.equals("LineAmount") ? 2 : QUANTITY_DECIMALS);
        }
        String text = Json.text(of, field);
        return text == null ? "" : CODES.contains(field) ? text.toLowerCase(Locale.ROOT) : words(text);
    }

    private static String day(String field, JsonNode of) {
        String text = Json.text(of, field + "String");
        return Element.day(text == null ? Json.text(of, field) : text);
    }

    private static String number(BigDecimal number, int decimals) {
        BigDecimal rounded = number == null ? null : number.setScale(decimals, RoundingMode.HALF_UP);
        return rounded == null ? "" : rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    /** Without spaces, line ends, and what comes back as a question mark where it cannot be shown. */
    static String words(String text) {
        StringBuilder words = new StringBuilder();
        Normalizer.normalize(text, Normalizer.Form.NFC).chars()
                .filter(c -> !Character.isWhitespace(c) && !Character.isSpaceChar(c) && !Character.isISOControl(c) && !Character.isSurrogate((char) c)
                        && c != '?' && c != '\uFFFD')
                .forEach(c -> words.append((char) c));
        return words.toString();
    }
}
