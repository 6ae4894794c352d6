package io.hourbook.entry;

import java.text.Normalizer;
import java.util.Locale;

/** Names as they are compared (domain.md §4): NFKC, trimmed, inner blanks as one, case folded. The original stays for display. */
public final class FoldedName {

    private FoldedName() {}

    /** @return the folded name, empty for null or blank */
    public static String of(String name) {
        if (name == null) {
            return "";
        }
        if (isPlainAscii(name)) {
            return name.strip().toLowerCase(Locale.ROOT);
        }
        String folded = Normalizer.normalize(name, Normalizer.Form.NFKC).strip().replaceAll("\\s+", " ");
        // upper and then lower brings ß to ss and the several sigmas together
        return Normalizer.normalize(folded.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT), Normalizer.Form.NFKC);
    }

    private static boolean isPlainAscii(String name) {
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
}
