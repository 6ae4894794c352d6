package io.hourbook.console;

import java.util.Optional;

/** Tells one entry from its raw row to the books, in words. The console shows what it says and nothing of its own. */
public interface EntryExplainer {

    /**
     * @param source the inbox folder it came through
     * @param key    the source's own id of the entry, or the short key that Hourbook prints
     * @return plain text of several lines; empty where there is no such entry
     */
    Optional<String> explain(String source, String key);
}
