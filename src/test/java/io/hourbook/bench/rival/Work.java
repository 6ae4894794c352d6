package io.hourbook.bench.rival;

import io.hourbook.entry.Approval;
import io.hourbook.entry.EntryKeys;
import io.hourbook.entry.Names;
import io.hourbook.entry.ReceivedEntry;
import io.hourbook.entry.Suspicion;
import io.hourbook.mapping.Client;
import io.hourbook.mapping.MappingBook;
import io.hourbook.mapping.Project;
import io.hourbook.mapping.Service;
import io.hourbook.mapping.Worker;
import io.hourbook.overtime.Worked;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/**
 * One stored entry with what its names mean in the books: all that is needed of it after it was read.
 *
 * @param suspicion bits of {@link Suspicion}
 */
record Work(
        long id, long line, byte[] identity, Worker worker, Project project, Client client, Service service, Instant start, ZoneId zone,
        LocalDate date, long seconds, boolean billable, boolean invoiced, Approval approval, String notes, int suspicion) {

    /** As documents have their lines. */
    static final Comparator<Work> AS_LINES = Comparator.comparing(Work::date).thenComparing(Work::start)
            .thenComparing(work -> work.worker.worker()).thenComparingLong(Work::line).thenComparingLong(Work::id);

    /** As hours become overtime, and retainers are drawn. */
    static final Comparator<Work> BY_START = Comparator.comparing(Work::start).thenComparing(work -> work.worker.worker())
            .thenComparingLong(Work::line).thenComparingLong(Work::id);

    Work suspected(int bits) {
        return bits == suspicion
                ? this
                : new Work(id, line, identity, worker, project, client, service, start, zone, date, seconds, billable, invoiced, approval, notes, bits);
    }

    String workerId() {
        return worker == null ? null : worker.worker();
    }

    String projectId() {
        return project == null ? null : project.project();
    }

    String serviceId() {
        return service == null ? null : service.service();
    }

    LocalDateTime startUtc() {
        return LocalDateTime.ofInstant(start, ZoneOffset.UTC);
    }

    /** As documents name it. */
    String reference(String source) {
        return source + ":" + EntryKeys.key(null, identity);
    }

    Worked worked(long paid) {
        return new Worked(id, start, zone, paid, true, date);
    }

    /** What names mean, asked of the book once for each spelling. */
    static final class Meanings {

        private final MappingBook book;
        private final String source;
        private final Map<String, Worker> workers = new HashMap<>();
        private final Map<String, Map<String, Project>> projects = new HashMap<>();
        private final Map<String, Service> services = new HashMap<>();

        Meanings(MappingBook book, String source) {
            this.book = book;
            this.source = source;
        }

        Worker worker(Names names) {
            String who = names.email() == null ? names.worker() : names.email();
            Worker known = workers.get(who);
            if (known == null) {
                known = book.worker(source, names).orElse(null);
                workers.put(who, known);
            }
            return known;
        }

        Work work(long id, ReceivedEntry entry, byte[] identity) {
            return work(
                    entry.names(), id, entry.line(), identity, entry.startAt(), entry.zone(), entry.workDate(), entry.seconds(),
                    !Boolean.FALSE.equals(entry.billable()), entry.invoiced(), entry.approval(), entry.notes(), Suspicion.bits(entry.suspicions()));
        }

        Work work(
                Names names, long id, long line, byte[] identity, Instant start, ZoneId zone, LocalDate date, long seconds, boolean billable,
                boolean invoiced, Approval approval, String notes, int suspicion) {
            Project project = projects.computeIfAbsent(String.valueOf(names.client()), any -> new HashMap<>())
                    .computeIfAbsent(String.valueOf(names.project()), any -> book.project(source, names).orElse(null));
            Service service = services.computeIfAbsent(String.valueOf(names.service()), any -> book.service(source, names).orElse(null));
            return new Work(
                    id, line, identity, worker(names), project, project == null ? null : book.clientOf(project), service, start, zone, date,
                    seconds, billable, invoiced, approval, notes, suspicion);
        }
    }
}
