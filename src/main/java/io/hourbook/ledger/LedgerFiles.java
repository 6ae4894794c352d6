package io.hourbook.ledger;

import io.hourbook.delivery.Due;
import io.hourbook.delivery.Sending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The ledger files that documents go into. One is read anew when somebody else wrote in it, or when something is to be found in it. */
class LedgerFiles {

    private final Map<Path, LedgerFile> known = new ConcurrentHashMap<>();

    /** A file as it is, mended where an append to it was cut off; its folder is there. */
    LedgerFile file(Path path, Sending sending) throws IOException {
        Due due = sending.due();
        boolean sought = due.attempts() > 0 || due.doubted() || due.doubtedEarlier() > 0 || due.unknownThere();
        LedgerFile before = known.get(path);
        if (!sought && before != null && before.still()) {
            return before;
        }
        Files.createDirectories(path.getParent());
        LedgerFile read = LedgerFile.read(path, sending.document().reference());
        read.mend();
        known.put(path, read);
        return read;
    }

    /** What was appended is on the disk. */
    void appended(Path path, String text) throws IOException {
        known.get(path).appended(text);
    }
}
