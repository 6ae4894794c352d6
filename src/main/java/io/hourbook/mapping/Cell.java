package io.hourbook.mapping;

import io.hourbook.money.Currencies;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * One value of a table or a policy with the place it stands at. Every reading answers null for an empty value, and for a
 * wrong one after it has said what is wrong.
 */
final class Cell {

    /** Beyond this nothing is stored, and nobody earns it. */
    private static final BigDecimal MOST = BigDecimal.TEN.pow(12);

    private final String name;
    private final String text;
    private final String where;
    private final Faults faults;

    Cell(String name, String text, String where, Faults faults) {
        this.name = name;
        this.text = text == null ? "" : text.strip();
        this.where = where;
        this.faults = faults;
    }

    /** A value of which all that can be said has been said. */
    static Cell told(String name, String where) {
        return new Cell(name, "", where, new Faults());
    }

    String where() {
        return where;
    }

    boolean empty() {
        return text.isEmpty();
    }

    /** Says so where the value is empty. */
    Cell needed() {
        if (empty()) {
            faults.add("MAP-110", where, name + " is empty", null, "a value", "fill it in");
        }
        return this;
    }

    /** What stands there, or null. */
    String text() {
        return empty() ? null : text;
    }

    /** A name for people: up to 255 characters on one line. */
    String name() {
        return empty() || !sound(255) ? null : text;
    }

    /** An id of the books: up to 64 characters, and no bar, which joins ids inside Hourbook. */
    String id() {
        return id(64);
    }

    String id(int most) {
        if (empty() || !sound(most)) {
            return null;
        }
        if (text.indexOf('|') >= 0) {
            return wrong("MAP-119", "cannot be an id", "an id without a bar (|)", "write the id as the books have it");
        }
        return text;
    }

    private boolean sound(int most) {
        boolean readable = Shapes.readable(text);
        if (readable && text.length() <= most) {
            return true;
        }
        wrong("MAP-119", readable ? "is longer than " + most + " characters" : "holds characters that nobody can see",
                "up to " + most + " characters on one line", "shorten it, or type it anew");
        return false;
    }

    /** An exact decimal with a point, from {@code least}, with at most {@code decimals} decimals. */
    BigDecimal decimal(BigDecimal least, int decimals) {
        if (empty()) {
            return null;
        }
        String want = "a decimal number with a point, such as 62.50";
        if (!Shapes.decimal(text)) {
            return wrong("MAP-111", "is not a number", want, "write digits and a point only: no unit, no thousands mark");
        }
        BigDecimal number = new BigDecimal(text);
        if (number.compareTo(least) < 0 || number.compareTo(MOST) >= 0) {
            return wrong("MAP-117", "is out of range",
                    "a number from " + least.toPlainString() + ", below " + MOST.toPlainString(), "correct the number");
        }
        if (number.stripTrailingZeros().scale() > decimals) {
            return wrong("MAP-117", "has too many decimals", "at most " + decimals + " decimals", "correct the number");
        }
        return number;
    }

    /** A whole number within limits, both included. */
    Integer whole(int least, int most) {
        if (empty()) {
            return null;
        }
        String want = "a whole number from " + least + " to " + most;
        if (!Shapes.whole(text)) {
            return wrong("MAP-111", "is not a whole number", want, "write digits only, without a unit");
        }
        long number = Long.parseLong(text);
        return number >= least && number <= most
                ? (Integer) (int) number : wrong("MAP-117", "is out of range", want, "correct the number");
    }

    LocalDate date() {
        if (empty()) {
            return null;
        }
        LocalDate date = Shapes.date(text);
        return date != null ? date : wrong("MAP-112", "is not a date", "a date as year-month-day, such as 2025-03-01", "write it as 2025-03-01");
    }

    String currency() {
        if (empty() || Currencies.known(text)) {
            return text();
        }
        return wrong("MAP-113", "is not a currency", "an ISO 4217 code in capitals, such as USD", "write the three letters");
    }

    ZoneId zone() {
        if (empty()) {
            return null;
        }
        if (Shapes.ZONES.contains(text)) {
            return ZoneId.of(text);
        }
        return wrong("MAP-114", "is not a time zone",
                "a zone of the IANA database, such as Europe/Berlin" + faults.hint(text, Shapes.ZONES),
                "write region and city");
    }

    String email() {
        if (empty() || Shapes.email(text)) {
            return text();
        }
        return wrong("MAP-115", "is not an e-mail address", "one address, such as ana@example.com", "correct the address");
    }

    /** Payment terms as {@code net30}, in days. */
    Integer termsDays() {
        if (empty()) {
            return null;
        }
        Integer days = Shapes.termsDays(text);
        return days != null ? days : wrong("MAP-118", "is not like net30", "net and a number of days, such as net30",
                "write the days behind net; net0 is payment at once");
    }

    Boolean yesNo() {
        String word = oneOf(List.of("yes", "no"), List.of("true", "false"));
        return word == null ? null : Boolean.valueOf(word.equals("yes") || word.equals("true"));
    }

    /** One word of a closed set: the constants' names in small letters, with hyphens. */
    <E extends Enum<E>> E word(Class<E> set) {
        List<E> constants = Arrays.asList(set.getEnumConstants());
        List<String> words = constants.stream().map(Shapes::word).toList();
        String word = oneOf(words, List.of());
        return word == null ? null : constants.get(words.indexOf(word));
    }

    /** One of these words, or of those that are taken though not advertised; in small letters. */
    String oneOf(List<String> words, List<String> taken) {
        if (empty()) {
            return null;
        }
        String word = text.toLowerCase(Locale.ROOT);
        if (words.contains(word) || taken.contains(word)) {
            return word;
        }
        return wrong("MAP-116", "is none of the words that are known",
                "one of " + String.join(", ", words) + faults.hint(text, words), "choose one of them");
    }

    /** Says what is wrong with the value. @return null, to be handed on */
    <T> T wrong(String code, String what, String want, String fix) {
        faults.add(code, where, name + " " + what, Faults.quoted(text), want, fix);
        return null;
    }
}
