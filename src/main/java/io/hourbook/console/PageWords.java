package io.hourbook.console;

import io.hourbook.console.RunBoard.Run;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.springframework.web.util.UriUtils;

/** Labels, sentences and links of the pages. */
final class PageWords {

    /** What survives every server and proxy as one segment of a path. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_~-][A-Za-z0-9._~-]*");

    private final Figures figures;

    PageWords(Figures figures) {
        this.figures = figures;
    }

    public String kind(String kind) {
        return switch (kind) {
            case "sales-invoice" -> "Sales invoice";
            case "credit-note" -> "Credit note";
            case "vendor-bill" -> "Vendor bill";
            case "vendor-credit" -> "Vendor credit";
            case "journal-entry" -> "Journal";
            case "retainer-journal" -> "Retainer journal";
            case "labour-journal" -> "Labour journal";
            case "payroll-batch" -> "Payroll batch";
            default -> kind;
        };
    }

    public String status(String status) {
        return switch (status) {
            case "draft" -> "Draft";
            case "final" -> "Final";
            case "void" -> "Void";
            default -> status;
        };
    }

    public String payCode(String code) {
        return code == null ? "" : switch (code) {
            case "REG" -> "Regular (REG)";
            case "OT15" -> "Overtime ×1.5 (OT15)";
            case "OT20" -> "Overtime ×2 (OT20)";
            default -> code;
        };
    }

    public String workFlag(String flag) {
        return switch (flag) {
            case "daily-hours" -> "Long day";
            case "weekly-hours" -> "Long week";
            case "daily-rest" -> "Short rest";
            case "weekly-rest" -> "No day off";
            case "break" -> "No break";
            default -> flag;
        };
    }

    public String progress(Progress progress) {
        return switch (progress.state()) {
            case DELIVERED -> "Delivered";
            case NEXT_RUN -> "Goes out with the next run";
            case WAITING -> "Waiting until " + progress.notBefore();
            case RETRY -> progress.nextAttemptAt() == null
                    ? "To be tried again"
                    : "To be tried again at " + figures.time(progress.nextAttemptAt());
            case SENDING -> "Being sent";
            case REFUSED -> "Refused";
            case NONE -> "Not to be sent";
        };
    }

    /** The class of the style sheet for a word that is good, waits or is bad. */
    public String tone(Progress progress) {
        return switch (progress.state()) {
            case DELIVERED -> "good";
            case REFUSED -> "bad";
            default -> "waits";
        };
    }

    public String trigger(String trigger) {
        return switch (trigger) {
            case "sync" -> "on request";
            case "serve" -> "at start";
            case "schedule" -> "by schedule";
            case "console" -> "from the console";
            default -> trigger;
        };
    }

    public String state(Run run) {
        return switch (run.state()) {
            case "running" -> "Under way";
            case "done" -> "Done";
            case "stopped" -> "Stopped";
            case "failed" -> run.brokenOff() ? "Broken off" : "Failed";
            default -> run.state();
        };
    }

    public String tone(Run run) {
        return run.state().equals("done") ? "good" : run.running() ? "waits" : "bad";
    }

    public String documentLink(String reference, String target) {
        String page = plain(reference) ? "/documents/" + reference : "/documents?reference=" + encoded(reference);
        return target == null ? page : page + (plain(reference) ? "?" : "&") + "target=" + encoded(target);
    }

    public String entryLink(String source, String key) {
        return plain(source) && plain(key)
                ? "/entries/" + source + "/" + key
                : "/entries?source=" + encoded(source) + "&key=" + encoded(key);
    }

    private static boolean plain(String segment) {
        return PLAIN.matcher(segment).matches();
    }

    private static String encoded(String value) {
        return UriUtils.encode(value, StandardCharsets.UTF_8);
    }
}
