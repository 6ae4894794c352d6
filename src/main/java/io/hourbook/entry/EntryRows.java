package io.hourbook.entry;

import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** The table of entries as it is written: its columns in their order, and a received entry as a row of it. */
final class EntryRows {

    static final String INSERT_ENTRY = """
            insert into entry (id, source_id, identity, fingerprint, source_key, worker, worker_name, worker_email, client_name,
                project_name, service_name, start_at, wall_start, zone, timed, work_date, seconds, billable, invoiced, approval,
                notes, tags, modified_at, suspicion, file_id, line, raw, conflict, revision) values""";
    /** Where a row has its number: null up to when it is known to be new, and where it amends one that has its number. */
    static final int ID = 0;
    static final int COLUMNS = 29;
    static final String AMEND = """
            on duplicate key update fingerprint = values(fingerprint), worker = values(worker),
                worker_name = values(worker_name), worker_email = values(worker_email), client_name = values(client_name),
                project_name = values(project_name), service_name = values(service_name), start_at = values(start_at),
                wall_start = values(wall_start), zone = values(zone), timed = values(timed), work_date = values(work_date),
                seconds = values(seconds), billable = values(billable), invoiced = values(invoiced),
                approval = values(approval), notes = values(notes), tags = values(tags), modified_at = values(modified_at),
                suspicion = values(suspicion), file_id = values(file_id), line = values(line), raw = values(raw),
                conflict = values(conflict), revision = values(revision)""";

    private EntryRows() {}

    static Object[] row(
            int sourceId, int fileId, Hashed hash, ReceivedEntry entry, String worker, boolean conflict, int revision) {
        Names names = entry.names();
        return new Object[] {
            null, sourceId, hash.identity().array(), hash.fingerprint(), entry.sourceId(), worker, names.worker(), names.email(), names.client(),
            names.project(), names.service(), LocalDateTime.ofInstant(entry.startAt(), ZoneOffset.UTC), entry.wallStart(),
            entry.zone().getId(), entry.timed(), entry.workDate(), entry.seconds(), entry.billable(), entry.invoiced(),
            entry.approval().ordinal(), entry.notes(), entry.tags(),
            entry.modifiedAt() == null ? null : LocalDateTime.ofInstant(entry.modifiedAt(), ZoneOffset.UTC),
            Suspicion.bits(entry.suspicions()), fileId, entry.line(), entry.raw(), conflict, revision
        };
    }
}
