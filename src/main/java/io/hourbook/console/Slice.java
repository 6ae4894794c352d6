package io.hourbook.console;

/**
 * Which part of a long list is asked for.
 *
 * @param page 1 for the first
 * @param size rows of one page, 1 to {@link #MOST}
 */
record Slice(int page, int size) {

    /** Rows of one table: what a person still scrolls through and a server still sends at once. */
    static final int MOST = 500;

    private static final int LAST_PAGE = 1_000_000;

    static Slice first(int size) {
        return new Slice(1, size);
    }

    /**
     * As it comes from outside.
     *
     * @param usual rows where nobody says how many
     * @throws io.hourbook.problem.Problem API-101 where it cannot be asked for
     */
    static Slice asked(Integer page, Integer size, int usual) {
        if (page != null && (page < 1 || page > LAST_PAGE)) {
            throw Asked.wrong("page", page.toString(), "a number from 1 to " + LAST_PAGE);
        }
        if (size != null && (size < 1 || size > MOST)) {
            throw Asked.wrong("size", size.toString(), "a number from 1 to " + MOST);
        }
        return new Slice(page == null ? 1 : page, size == null ? usual : size);
    }

    int offset() {
        return (page - 1) * size;
    }
}
