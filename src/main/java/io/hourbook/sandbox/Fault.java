package io.hourbook.sandbox;

/** What a call meets. */
enum Fault {
    NONE("", ""),
    UNAVAILABLE("unavailable", "answers 503 and does nothing"),
    TOO_MANY("tooMany", "answers 429 and does nothing"),
    CUT("cut", "does the work and cuts the line in the middle of its answer"),
    CUT_BEFORE("cutBefore", "cuts the line and does nothing"),
    ERROR("error", "answers 500 and does nothing"),
    ERROR_AFTER("errorAfter", "does the work and answers 500"),
    CONFLICT("conflict", "answers 409 and does nothing"),
    TRUNCATED("truncated", "does the work and answers with the first half of its answer"),
    HTML("html", "does nothing and answers 200 with a page for browsers"),
    REPEATED("repeated", "does the work as if the call had come twice, and answers the second"),
    SLOW("slow", "does the work and answers slowly");

    private final String word;
    private final String words;

    Fault(String word, String words) {
        this.word = word;
        this.words = words;
    }

    /** Every so many calls. */
    String every() {
        return word + "Every";
    }

    /** Of a hundred calls, by chance. */
    String percent() {
        return word + "Percent";
    }

    String words() {
        return words;
    }
}
