package io.hourbook.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * What one cold process was seen to do.
 *
 * @param who       {@code hourbook}, or a contender's name
 * @param what      of it, such as {@code first time}
 * @param entries   rows of the export
 * @param elapsedMs of the work, start-up left out, as the process itself says
 * @param wallMs    from start to end of the process
 * @param cpu       seconds of the process, start-up included; {@code serverCpu} of its database, {@code endpointCpu} of this one
 * @param server    what the database counted meanwhile
 * @param written   bytes that the database server had put on disk; 0 where that cannot be known
 * @param answers   how long the endpoint took to answer
 * @param calls     that the endpoint had; {@code sent} bytes of their bodies, {@code documents} that stand there now
 */
record Observed(
        String who, String what, long entries, long elapsedMs, long wallMs, double cpu, double serverCpu, double endpointCpu, GcLog gc,
        Map<String, Long> server, long written, Millis answers, long calls, long sent, int documents) {

    double rate() {
        return entries * 1_000.0 / Math.max(1, elapsedMs);
    }

    double microsPerEntry() {
        return elapsedMs * 1_000.0 / entries;
    }

    double statementsPerEntry() {
        return server.getOrDefault("Questions", 0L) / (double) entries;
    }

    double writtenPerEntry() {
        return (double) written / entries;
    }

    /** In KB. @param startMb what a process allocates that has nothing to do */
    double allocatedPerEntry(long startMb) {
        return Math.max(0, gc.allocatedMb() - startMb) * 1_024.0 / entries;
    }

    /** Of the elapsed time. */
    double collectionPercent() {
        return gc.pauseMs() * 100 / Math.max(1, elapsedMs);
    }

    void write(ObjectNode json, long startMb) {
        json.put("who", who).put("what", what).put("entries", entries).put("elapsed_ms", elapsedMs).put("process_ms", wallMs)
                .put("entries_per_second", Math.round(rate())).put("micros_per_entry", tenths(microsPerEntry()))
                .put("cpu_seconds_program", cpu).put("cpu_seconds_server", serverCpu).put("cpu_seconds_endpoint", endpointCpu)
                .put("heap_peak_mb", gc.peakMb()).put("heap_after_collection_mb", gc.liveMb()).put("collections", gc.collections())
                .put("pauses_ms", tenths(gc.pauseMs())).put("pauses_percent", tenths(collectionPercent()))
                .put("allocated_kb_per_entry", tenths(allocatedPerEntry(startMb))).put("allocated_mb", gc.allocatedMb())
                .put("statements_per_entry", Math.round(statementsPerEntry() * 10_000) / 10_000.0)
                .put("disk_bytes_per_entry", Math.round(writtenPerEntry())).put("documents", documents).put("calls", calls)
                .put("sent_bytes", sent);
        ObjectNode latency = json.putObject("answers_ms");
        for (int percent : new int[] {50, 95, 99, 100}) {
            latency.put(percent == 100 ? "max" : "p" + percent, answers.percentile(percent));
        }
        ObjectNode counters = json.putObject("server");
        server.forEach(counters::put);
    }

    private static double tenths(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
