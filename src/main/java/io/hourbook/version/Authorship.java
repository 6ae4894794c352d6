package io.hourbook.version;

import java.util.Collection;

/** Finds out whose an edit of a folder is. */
interface Authorship {

    /**
     * @param folder what the folder says now
     * @param base   what it said when it was in step with a version
     * @param edited the paths that differ
     */
    Author of(FileSet folder, FileSet base, Collection<String> edited);
}
