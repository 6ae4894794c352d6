package io.hourbook.exchange;

import java.net.URI;

/**
 * A table of published rates that is to be fetched; what a message of the fetching route is about.
 *
 * @param feed {@code daily} or {@code history}
 * @param url  http or https, without user and query
 */
public record PublishedTable(String feed, String url) {

    private static final int LONGEST_NAME = 60;

    /** What letters about it are filed under. */
    public String source() {
        return "ECB " + feed;
    }

    /** The file's name in the address, as lines name it: no longer than 60 characters, and nothing in it that could be taken for a line number. */
    String name() {
        String path = URI.create(url).getPath();
        String last = path == null ? "" : path.substring(path.lastIndexOf('/') + 1).replaceAll("[^A-Za-z0-9._-]", "-");
        String name = last.isEmpty() ? feed : last;
        return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
    }
}
