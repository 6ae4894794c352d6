package io.hourbook.problem;

/**
 * One thing that is wrong, told so that the reader can act: what, where, what was seen, what was wanted, what to do.
 *
 * @param code  stable, with a section of its own in docs/errors.md, e.g. {@code MAP-101}
 * @param where a place a person can open: {@code path:line}, {@code path} or a name; never null
 * @param what  one sentence without a full stop
 * @param saw   the offending value, or null
 * @param want  what would have been right, or null
 * @param at    the route step that stumbled ({@code routes/…:14 find-rate}), or null
 * @param fix   what to do now; never null
 */
public record Finding(String code, String where, String what, String saw, String want, String at, String fix) {

    public Finding(String code, String where, String what, String saw, String want, String fix) {
        this(code, where, what, saw, want, null, fix);
    }

    public Finding at(String step) {
        return new Finding(code, where, what, saw, want, step, fix);
    }

    /** The same words in log, console, check and refusals: the first line says it all, the rest helps. */
    public String text() {
        StringBuilder text = new StringBuilder(where).append(": ").append(code).append(' ').append(what);
        line(text, "saw", saw);
        line(text, "want", want);
        line(text, "at", at);
        line(text, "do", fix);
        return text.toString();
    }

    private static void line(StringBuilder text, String label, String value) {
        if (value != null) {
            text.append("\n  ").append(label).append("    ", 0, 6 - label.length()).append(value);
        }
    }

    @Override
    public String toString() {
        return text();
    }
}
