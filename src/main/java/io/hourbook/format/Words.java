package io.hourbook.format;

import java.text.Normalizer;
import java.util.Locale;

/** How headers, words and names are compared: NFKC, trimmed, inner spaces as one, case-folded (domain rule on names). */
public final class Words {

    private Words() {}

    public static String fold(String text) {
        String folded = text;
        if (!ascii(text)) {
            // upper and then lower case is as near to Unicode case folding as the JDK comes: it makes ß and ss one
            folded = Normalizer.normalize(text, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT);
        }
        return spaces(folded.toLowerCase(Locale.ROOT));
    }

    private static boolean ascii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static String spaces(String text) {
        StringBuilder words = null;
        boolean gap = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean space = space(c);
            if (words == null && (space && gap || space && c != ' ')) {
                words = new StringBuilder(text.length()).append(text, 0, i);
            }
            if (words != null && !(space && gap)) {
                words.append(space ? ' ' : c);
            }
            gap = space;
        }
        int end = words == null ? text.length() : words.length();
        if (gap && end > 0) {
            end--;
        }
        return words == null ? text.substring(0, end) : words.substring(0, end);
    }

    /** Every blank that Unicode knows, and the byte order mark, which some exports repeat inside. */
    public static boolean space(char c) {
        return c <= ' ' || c == 0x7F || c >= 0x80 && (Character.isSpaceChar(c) || Character.isWhitespace(c) || c == '\uFEFF');
    }
}
