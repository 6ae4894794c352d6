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
 * @param pauseMs     all pauses together
 * @param allocatedMb in all: what came on between collections, and what there was at the end
 */
record GcLog(long peakMb, long liveMb, double pauseMs, long allocatedMb, long collections) {

    private static final Pattern PAUSE = Pattern.compile("Pause.* (\\d+)M->(\\d+)M\\(\\d+M\\) ([0-9.]+)ms");
    private static final Pattern AT_EXIT =
            Pattern.compile("(?:garbage-first heap|def new generation|tenured generation|PSYoungGen|ParOldGen)\\s+total \\d+K, used (\\d+)K");

    /** Flags that make a JVM write it. */
    static String flag(Path file) {
        return "-Xlog:gc,gc+heap+exit:file=" + file + ":uptime";
    }

    static GcLog read(Path file) throws IOException {
        long peak = 0;
        long live = 0;
        long before = 0;
        long allocated = 0;
        long collections = 0;
        double pauses = 0;
        String text = Files.readString(file);
        Matcher pause = PAUSE.matcher(text);
        while (pause.find()) {
            long from = Long.parseLong(pause.group(1));
            long to = Long.parseLong(pause.group(2));
            allocated += Math.max(0, from - before);
            before = to;
            peak = Math.max(peak, from);
            live = Math.max(live, to);
            pauses += Double.parseDouble(pause.group(3));
            collections++;
        }
        long atExit = 0;
        Matcher used = AT_EXIT.matcher(text);
        while (used.find()) {
            atExit += Long.parseLong(used.group(1)) / 1_024;
        }
        return new GcLog(Math.max(peak, atExit), live, pauses, allocated + Math.max(0, atExit - before), collections);
    }
}
