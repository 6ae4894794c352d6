package io.hourbook.quickbooks;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a document there is known to be ours: its memo has our reference whole, and the fingerprint of what we wrote. Its number is
 * what it is asked for by: the reference where that fits into 21 characters, otherwise a number made of it.
 *
 * @param reference ours
 */
record Mark(String reference) {

    /** What DocNumber holds. */
    private static final int LONGEST_NUMBER = 21;
    private static final int DIGITS = 9;
    /** Without the letters that are mistaken for digits. */
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final Pattern MONTH = Pattern.compile("-\\d\\d(\\d\\d)-(\\d\\d)(?=-|$)");
    private static final Pattern WRITTEN = Pattern.compile("\\[([0-9a-f]{16})]");
    /** What a person writes into the memo so that Hourbook may overwrite what was changed there. */
    static final String OVERWRITE = "[overwrite]";

    /** The number there: kind and month of the reference, and 45 bits of its digest. */
    String number() {
        if (reference.length() <= LONGEST_NUMBER) {
            return reference;
        }
        Matcher month = MONTH.matcher(reference);
        String kind = reference.matches("HB-[A-Z]{3}-.*") ? reference.substring(0, 6) : "HB-DOC";
        return kind + "-" + (month.find() ? month.group(1) + month.group(2) : "0000") + "-" + digits();
    }

    private String digits() {
        BigInteger number = new BigInteger(1, Arrays.copyOf(Wire.sha256(reference), 8));
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < DIGITS; i++) {
            digits.append(ALPHABET.charAt(number.intValue() & 31));
            number = number.shiftRight(5);
        }
        return digits.toString();
    }

    /** The memo of a new document. */
    String note(String fingerprint) {
        return "Hourbook " + reference + " [" + fingerprint + "]";
    }

    /** The memo of one that stands there, with whatever people added to it. */
    String note(String standing, String fingerprint) {
        if (standing == null || !ours(standing)) {
            return note(fingerprint) + (standing == null || standing.isBlank() ? "" : " " + standing.replace(OVERWRITE, "").strip());
        }
        String mark = "[" + fingerprint + "]";
        String plain = standing.replace(OVERWRITE, "").strip();
        Matcher written = WRITTEN.matcher(plain);
        return written.find() ? written.replaceFirst(Matcher.quoteReplacement(mark)) : plain + " " + mark;
    }

    /** Whether a memo names this document. */
    boolean ours(String note) {
        return note != null && Pattern.compile("(?<![\\w-])" + Pattern.quote(reference) + "(?![\\w-])").matcher(note).find();
    }

    /** The fingerprint of what we wrote last, or null where the memo no longer has it. */
    static String written(String note) {
        Matcher written = WRITTEN.matcher(note == null ? "" : note);
        return written.find() ? written.group(1) : null;
    }
}
