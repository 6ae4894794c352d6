package io.hourbook.ledger;

import io.hourbook.money.Currencies;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * Brings what people and trackers wrote into the narrow forms of plain-text ledgers. What a name means never depends on it:
 * postings are traced by line and entry, which {@link #id} keeps reversibly.
 */
public final class LedgerText {

    private static final Pattern BREAKS = Pattern.compile("[\\p{C}\\p{Z}\\s]+");
    private static final Pattern UNSEEN = Pattern.compile("\\p{C}");
    private static final Pattern COLON_AFTER_WORD = Pattern.compile("(?<=\\S):");
    private static final Pattern NOT_IN_LINK = Pattern.compile("[^A-Za-z0-9_/.\\-]");
    private static final int LONGEST = 500;

    private LedgerText() {}

    /** On one line, single-spaced, without control, format or unpaired characters, cut at 500. */
    public static String line(String text) {
        return line(text, LONGEST);
    }

    /** The same, cut elsewhere. */
    public static String line(String text, int longest) {
        if (text == null) {
            return "";
        }
        String line = BREAKS.matcher(text).replaceAll(" ").strip();
        return line.codePointCount(0, line.length()) <= longest
                ? line
                : line.substring(0, line.offsetByCodePoints(0, longest - 1)) + "…";
    }

    /** Without control, format or unpaired characters; spaces stay as they are. */
    public static String shown(String text) {
        return UNSEEN.matcher(text).replaceAll("\uFFFD");
    }

    /** A payee of hledger and beancount: no comment sign, no bar (which ends a payee), no double quote. */
    static String payee(String name) {
        return line(name).replace(';', ',').replace('|', '/').replace('"', '\'');
    }

    /**
     * Free text in an hledger comment: it may look like neither a tag ({@code date:} would move the posting) nor a date in
     * brackets.
     */
    static String comment(String text) {
        return COLON_AFTER_WORD.matcher(line(text)).replaceAll(" :").replace('[', '(').replace(']', ')');
    }

    /** A double-quoted string of beancount. */
    static String quoted(String text) {
        return '"' + line(text).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /**
     * An id where spaces, commas and the like part values: those characters, and the percent sign, as percent and two
     * hexadecimal digits per UTF-8 byte. Anything else is left as it is.
     */
    static String id(String id) {
        StringBuilder safe = new StringBuilder(id.length());
        id.codePoints().forEach(point -> {
            if (",;%()|\"\\".indexOf(point) >= 0 || Character.isWhitespace(point) || Character.isSpaceChar(point)
                    || BREAKS.matcher(Character.toString(point)).matches()) {
                for (byte octet : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
                    safe.append('%').append(String.format("%02X", octet));
                }
            } else {
                safe.appendCodePoint(point);
            }
        });
        return safe.toString();
    }

    /** A link of beancount. */
    static String link(String name) {
        return NOT_IN_LINK.matcher(name).replaceAll("-");
    }

    /**
     * One level of an account's name that hledger and beancount both take: letters of the basic plane, digits and single
     * hyphens, beginning with a capital or a digit.
     *
     * @return never empty: X where nothing is left
     */
    static String level(String name) {
        StringBuilder level = new StringBuilder();
        Normalizer.normalize(name, Normalizer.Form.NFC).codePoints().forEach(point -> {
            boolean kept = point < 0x10000 && (Character.isLetter(point) || Character.isDigit(point));
            if (kept) {
                level.appendCodePoint(point);
            } else if (level.length() > 0 && level.charAt(level.length() - 1) != '-') {
                level.append('-');
            }
        });
        while (level.length() > 0 && level.charAt(level.length() - 1) == '-') {
            level.setLength(level.length() - 1);
        }
        if (level.length() == 0) {
            return "X";
        }
        char first = level.charAt(0);
        if (Character.isUpperCase(first) || Character.isDigit(first)) {
            return level.toString();
        }
        char capital = Character.toUpperCase(first);
        if (Character.isUpperCase(capital)) {
            level.setCharAt(0, capital);
        } else {
            level.insert(0, 'X');
        }
        return level.toString();
    }

    /** An amount with the decimals of its currency; one that is finer than it should be keeps its own, so that it shows. */
    public static String amount(BigDecimal amount, String currency) {
        int scale = Math.max(amount.stripTrailingZeros().scale(), Currencies.minorUnits(currency));
        BigDecimal plain = amount.setScale(scale);
        return plain.toPlainString();
    }
}
