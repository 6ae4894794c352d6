package io.hourbook.deadletter;

import java.util.regex.Pattern;

/** Takes what must never be stored out of texts and headers. */
final class Secrets {

    static final String MASK = "•••";

    private static final String NAMES =
            "[\\w.-]*(?:authorization|cookie|password|passwd|secret|token|api[-_]?key|apikey|credential|signature)[\\w.-]*";
    private static final Pattern NAME = Pattern.compile(NAMES, Pattern.CASE_INSENSITIVE);
    private static final Pattern SCHEME = Pattern.compile("\\b(Bearer|Basic)\\s+[A-Za-z0-9._~+/-]{6,}=*", Pattern.CASE_INSENSITIVE);
    private static final Pattern QUOTED =
            Pattern.compile("(\"" + NAMES + "\"\\s*:\\s*)\"(?:[^\"\\\\]|\\\\.)*+\"", Pattern.CASE_INSENSITIVE);
    private static final Pattern ASSIGNED =
            Pattern.compile("([?&;\\s]" + NAMES + "\\s?=\\s?)[^&;\\s\"]+", Pattern.CASE_INSENSITIVE);
    private static final Pattern USER = Pattern.compile("(://)[^/@\\s:]+:[^/@\\s]+@");

    private Secrets() {}

    /** Whether a value under this name is a secret. */
    static boolean named(String name) {
        return NAME.matcher(name).matches();
    }

    /** The text with credentials masked: those that are known, and whatever is recognisable as one. */
    static String mask(String text) {
        if (text == null) {
            return null;
        }
        String masked = SCHEME.matcher(SecretValues.mask(text)).replaceAll("$1 " + MASK);
        masked = QUOTED.matcher(masked).replaceAll("$1\"" + MASK + "\"");
        masked = ASSIGNED.matcher(masked).replaceAll("$1" + MASK);
        return USER.matcher(masked).replaceAll("$1" + MASK + "@");
    }
}
