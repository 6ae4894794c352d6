package io.hourbook.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a JVM's own log says of its heap.
 *
 * @param peakMb      most before a collection
 * @param liveMb      most after one
 * @param pauseMs     pauses of the work together, those of the start-up left out
 * @param allocatedMb in all: what came on between collections, and what there was at the end
 */
record GcLog(long peakMb, long liveMb, double pauseMs, long allocatedMb, long collections) {

    private static final double CLOSING_SECONDS = 1;
    private static final Pattern PAUSE = Pattern.compile("\\[([0-9.]+)s\\].* Pause.* (\\d+)M->(\\d+)M\\(\\d+M\\) ([0-9.]+)ms");
    private static final Pattern AT_EXIT =
            Pattern.compile("(?:garbage-first heap|def new generation|tenured generation|PSYoungGen|ParOldGen)\\s+total \\d+K, used (\\d+)K");

    /** Flags that make a JVM write it. */
    static String flag(Path file) {
        return "-Xlog:gc,gc+heap+exit:file=" + file + ":uptime";
    }

    /** @param elapsedMs of the work, which ended within a second of the process */
    static GcLog read(Path file, long elapsedMs) throws IOException {
        long peak = 0;
        long live = 0;
        long before = 0;
        long allocated = 0;
        long collections = 0;
        double pauses = 0;
        String text = Files.readString(file);
        double from = ended(text) - elapsedMs / 1_000.0 - CLOSING_SECONDS;
        Matcher pause = PAUSE.matcher(text);
        while (pause.find()) {
            long full = Long.parseLong(pause.group(2));
            long left = Long.parseLong(pause.group(3));
            allocated += Math.max(0, full - before);
            before = left;
            peak = Math.max(peak, full);
            live = Math.max(live, left);
            pauses += Double.parseDouble(pause.group(1)) < from ? 0 : Double.parseDouble(pause.group(4));
            collections++;
        }
        long atExit = 0;
        Matcher used = AT_EXIT.matcher(text);
        while (used.find()) {
            atExit += Long.parseLong(used.group(1)) / 1_024;
        }
        return new GcLog(Math.max(peak, atExit), live, pauses, allocated + Math.max(0, atExit - before), collections);
    }

    /** Seconds from its start to its last line. */
    private static double ended(String text) {
        Matcher time = Pattern.compile("\\n\\[([0-9.]+)s\\]").matcher("\n" + text);
        double last = 0;
        while (time.find()) {
            last = Double.parseDouble(time.group(1));
        }
        return last;
    }
}
