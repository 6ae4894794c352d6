package io.hourbook.entry;

/** Tells which of the books' workers a row means. */
@FunctionalInterface
public interface WorkerFinder {

    /** @return the books' worker, or null while nobody mapped the name */
    String find(String source, Names names);
}
