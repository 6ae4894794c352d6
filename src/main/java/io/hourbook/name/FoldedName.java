package io.hourbook.name;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The form in which names, headers and words are compared (domain rule on names): NFKC, trimmed, inner blanks as one, case
 * folded. Trackers and people differ in all of these and mean the same. The original stays for display.
 */
public final class FoldedName {

    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");
    private static final Pattern INVISIBLE = Pattern.compile("[\u200B\uFEFF]");

    private FoldedName() {}

    /** @return "" for null or nothing but blanks */
    public static String of(String name) {
        if (name == null) {
            return "";
        }
        if (isPlain(name)) {
            return name.strip().toLowerCase(Locale.ROOT);
        }
        String visible = INVISIBLE.matcher(Normalizer.normalize(name, Normalizer.Form.NFKC)).replaceAll("");
        // up and then down: ß meets SS, both sigmas meet; and the Turkish capital keeps no dot of its own
        String folded = visible.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT).replace("i\u0307", "i");
        return SPACES.matcher(Normalizer.normalize(folded, Normalizer.Form.NFKC)).replaceAll(" ").strip();
    }

    /** Nearly every name: printable ASCII without two blanks in a row. */
    private static boolean isPlain(String name) {
        boolean blankBefore = false;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean blank = c == ' ';
            if (c > 126 || c < 32 || blank && blankBefore) {
                return false;
            }
            blankBefore = blank;
        }
        return true;
    }

    /** Blanks of every kind, the ones that do not break among them. */
    public static boolean isBlank(char c) {
        return c <= ' ' || c == '\u00A0' || c > 127 && (Character.isWhitespace(c) || Character.isSpaceChar(c));
    }
}
