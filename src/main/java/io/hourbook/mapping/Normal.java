package io.hourbook.mapping;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The form in which names are compared: NFKC, trimmed, inner spaces collapsed, case-folded. Trackers and people differ in
 * all of these and mean the same.
 */
final class Normal {

    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");
    private static final Pattern INVISIBLE = Pattern.compile("[\u200B\uFEFF]");

    private Normal() {}

    /** @return "" for null or nothing but spaces */
    static String form(String name) {
        if (name == null) {
            return "";
        }
        String plain = INVISIBLE.matcher(Normalizer.normalize(name, Normalizer.Form.NFKC)).replaceAll("");
        // up and then down: ß meets SS, both sigmas meet; and the Turkish capital keeps no dot of its own
        String folded = plain.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT).replace("i\u0307", "i");
        return SPACES.matcher(Normalizer.normalize(folded, Normalizer.Form.NFKC)).replaceAll(" ").strip();
    }
}
