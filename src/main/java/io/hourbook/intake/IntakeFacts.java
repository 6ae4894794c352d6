package io.hourbook.intake;

import io.hourbook.entry.Names;
import io.hourbook.format.SourceFormat;
import io.hourbook.mapping.MappingBook;
import io.hourbook.mapping.Source;
import io.hourbook.mapping.Worker;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * What intake must know of the mappings that a run has pinned.
 *
 * @param sources     the configured sources by inbox folder
 * @param formats     the formats by name
 * @param workerZone  by source and names, the zone of a worker, for sources that name none
 * @param companyZone for rows of a worker nobody knows, in a source that names no zone
 */
public record IntakeFacts(
        Map<String, Source> sources,
        Map<String, SourceFormat> formats,
        BiFunction<String, Names, Optional<ZoneId>> workerZone,
        ZoneId companyZone) {

    /** Finds the facts of a run; a run keeps those with which it began. */
    @FunctionalInterface
    public interface OfRun {
        IntakeFacts facts(int runId);
    }

    public static IntakeFacts of(MappingBook book, Map<String, SourceFormat> formats) {
        return new IntakeFacts(book.sources(), formats, (source, names) -> book.worker(source, names).map(Worker::zone),
                book.policies().companyZone());
    }
}
