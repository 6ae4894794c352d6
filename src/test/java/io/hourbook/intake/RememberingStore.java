package io.hourbook.intake;

import io.hourbook.entry.EntryStore;
import io.hourbook.entry.ReceivedEntry;
import io.hourbook.entry.ReceivedRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A store that remembers what it was told, and fails where it is told to. */
public class RememberingStore implements EntryStore {

    private final List<ReceivedRow> rows = new ArrayList<>();
    private final List<String> taken = new ArrayList<>();
    private final List<Long> takenRows = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private final Map<String, Long> known = new HashMap<>();
    private final Set<Integer> runs = new HashSet<>();
    private final List<String> opened = new ArrayList<>();
    private Meanwhile meanwhile = () -> {};
    private String failing;

    void failOn(String name) {
        failing = name;
    }

    /** What somebody else does while rows are stored. */
    interface Meanwhile {
        void happens() throws IOException;
    }

    void whenStoring(Meanwhile something) {
        meanwhile = something;
    }

    /** The names under which files were opened. */
    List<String> opened() {
        return opened;
    }

    /** A row of any kind with its raw text. */
    record Kept(long line, String raw) {}

    List<Kept> rows() {
        return rows.stream().map(row -> new Kept(row.line(), row instanceof ReceivedEntry entry ? entry.raw() : "")).toList();
    }

    Set<Integer> runs() {
        return runs;
    }

    List<String> taken() {
        return taken;
    }

    List<Long> takenRows() {
        return takenRows;
    }

    List<String> refused() {
        return refused;
    }

    @Override
    public OpenFile open(int runId, String source, String name, String contentHash, long sizeBytes) {
        opened.add(name);
        Long before = known.get(source + contentHash);
        return new OpenFile(1, source, name, contentHash, before != null, before == null ? 0 : before);
    }

    @Override
    public void store(int runId, Chunk chunk) {
        runs.add(runId);
        if (chunk.file().name().equals(failing)) {
            throw new IllegalStateException("no database");
        }
        rows.addAll(chunk.rows());
        try {
            meanwhile.happens();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void taken(int runId, OpenFile file, long rowCount) {
        known.put(file.source() + file.contentHash(), rowCount);
        taken.add(file.name());
        takenRows.add(rowCount);
    }

    @Override
    public void refused(int runId, OpenFile file) {
        refused.add(file.name());
    }
}
