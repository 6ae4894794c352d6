package io.hourbook.entry;

import io.hourbook.problem.Finding;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;

/** Rows of a source for tests: an hour of W01's for Acme's website, and what a test says otherwise. */
public final class Row {

    public static final ZoneId LOS_ANGELES = ZoneId.of("America/Los_Angeles");

    private String id;
    private String worker = "W01";
    private String project = "ACME-WEB";
    private String service = "DEV";
    private ZoneId zone = LOS_ANGELES;
    private LocalDateTime start = LocalDateTime.of(2025, 3, 4, 9, 0);
    private boolean timed = true;
    private int ordinal = 1;
    private long seconds = 3_600;
    private Boolean billable = true;
    private boolean invoiced;
    private String notes = "";
    private Instant modified;
    private Set<Suspicion> suspicions = EnumSet.noneOf(Suspicion.class);

    private Row() {}

    /** @param start wall time: {@code 2025-03-04T09:00} */
    public static Row timed(String worker, String start, long seconds) {
        Row row = new Row();
        row.worker = worker;
        row.start = LocalDateTime.parse(start);
        row.seconds = seconds;
        return row;
    }

    public static Row dated(String worker, String date, long seconds) {
        Row row = timed(worker, date + "T00:00", seconds);
        row.timed = false;
        return row;
    }

    public Row id(String sourceId) {
        id = sourceId;
        return this;
    }

    public Row on(String inProject, String ofService) {
        project = inProject;
        service = ofService;
        return this;
    }

    public Row zone(String name) {
        zone = ZoneId.of(name);
        return this;
    }

    public Row ordinal(int number) {
        ordinal = number;
        return this;
    }

    public Row notBillable() {
        billable = false;
        return this;
    }

    public Row invoiced() {
        invoiced = true;
        return this;
    }

    public Row notes(String text) {
        notes = text;
        return this;
    }

    public Row modified(String instant) {
        modified = Instant.parse(instant);
        return this;
    }

    public Row suspicious(Suspicion suspicion) {
        suspicions = EnumSet.of(suspicion);
        return this;
    }

    /** The row at a line of its file. */
    public ReceivedEntry at(long line) {
        LocalDate date = start.toLocalDate();
        return new ReceivedEntry(
                line, "raw " + line, id, new Names(worker, null, null, project, service), start, zone, start.atZone(zone).toInstant(), timed,
                ordinal, date, seconds, billable, invoiced, Approval.UNSAID, notes, "", modified, suspicions);
    }

    public static ReceivedRow malformed(long line, String raw) {
        return new ReceivedRow.Malformed(line, raw, new Finding("FMT-304", "file.csv:" + line, "no such date", raw, "a date", "correct the row"));
    }

    public static ReceivedRow skipped(long line) {
        return new ReceivedRow.Skipped(line, "a running timer");
    }
}
