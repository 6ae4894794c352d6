package io.hourbook.report;

import io.hourbook.allocation.Reason;
import io.hourbook.entry.Names;
import io.hourbook.entry.Suspicion;
import io.hourbook.entry.TimeEntry;
import io.hourbook.entry.WorkQueue;
import io.hourbook.mapping.Client;
import io.hourbook.mapping.MappingBook;
import io.hourbook.mapping.NameKind;
import io.hourbook.mapping.Project;
import io.hourbook.mapping.Service;
import io.hourbook.mapping.Worker;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Tells where a cent comes from: one entry from its raw row over what its names mean, its holds, its pay side and its bill
 * side to the documents and what their targets answered.
 */
public final class Explainer {

    private final JdbcTemplate jdbc;
    private final MappingBook book;
    private final PastBooks books;

    /**
     * @param book in force now: for what names mean now, and what is to be done. What is allocated and stands on documents is told
     *             by the version that made it
     */
    public Explainer(JdbcTemplate jdbc, MappingBook book) {
        this.jdbc = jdbc;
        this.book = book;
        this.books = new PastBooks(jdbc, book);
    }

    /**
     * Everything that is known of the entries that a key may mean.
     *
     * @param source the inbox folder it came in
     * @param key    the source's own id, or the short key; with the source and a colon before it or without
     * @throws io.hourbook.problem.Problem RPT-101 for a source, RPT-102 for a key that nobody has, with the nearest
     */
    public Explanation explain(String source, String key) {
        List<Explanation.Spent> expenses = new ExpenseStory(jdbc, book, books).of(source, key);
        if (!expenses.isEmpty()) {
            return new Explanation(source, key, List.of(), expenses);
        }
        SoughtEntry sought = new SoughtEntry(jdbc, book, new WorkQueue(jdbc));
        List<TimeEntry> found = sought.find(source, key);
        return new Explanation(source, found.get(0).key(), found.stream().map(this::entry).toList(), List.of());
    }

    private Explanation.Entry entry(TimeEntry entry) {
        ReceivedStory received = new ReceivedStory(jdbc, entry);
        DocumentTrail documents = new DocumentTrail(jdbc, books);
        Explanation.Names names = names(entry);
        Explanation.Pay pay = new PayStory(jdbc, books, documents).of(entry);
        Explanation.Bill bill = new BillStory(jdbc, books, documents).of(entry);
        return new Explanation.Entry(
                entry.reference(), entry.revision(), received.waiting(), received.row(), received.earlier(), names, received.time(),
                said(entry, received.overlaps()), pay, bill, received.letters());
    }

    private static Explanation.Said said(TimeEntry entry, List<String> overlaps) {
        return new Explanation.Said(
                entry.billable(), entry.invoiced(), entry.approval().name().toLowerCase(Locale.ROOT), entry.notes(), entry.conflict(),
                entry.suspicions().stream().map(Suspicion::sentence).toList(), overlaps);
    }

    /** What the names mean by the mappings in force: a hold waits for these. */
    private Explanation.Names names(TimeEntry entry) {
        Names received = entry.names();
        Optional<Worker> worker = book.worker(entry.source(), received);
        Optional<Project> project = book.project(entry.source(), received);
        Optional<Service> service = book.service(entry.source(), received);
        String person = received.email() == null ? received.worker()
                : (received.worker() == null ? "" : received.worker() + " ") + "<" + received.email() + ">";
        Client client = project.map(book::clientOf).orElse(null);
        return new Explanation.Names(
                worker.map(w -> new Explanation.Name(person, w.worker(), w.name(), w.at(), null))
                        .orElseGet(() -> unknown(person, NameKind.WORKER, entry)),
                client == null
                        ? new Explanation.Name(received.client(), null, null, null, null)
                        : new Explanation.Name(received.client(), client.client(), client.name(), client.at(), null),
                project.map(p -> new Explanation.Name(received.project(), p.project(), p.name(), p.at(), null))
                        .orElseGet(() -> unknown(received.project(), NameKind.PROJECT, entry)),
                service.map(s -> new Explanation.Name(received.service(), s.service(), s.name(), s.at(), null))
                        .orElseGet(() -> unknown(received.service(), NameKind.SERVICE, entry)));
    }

    private Explanation.Name unknown(String received, NameKind kind, TimeEntry entry) {
        return new Explanation.Name(received, null, null, null, book.names().why(kind, entry.source(), entry.names()).what());
    }

    static Explanation.Account account(MappingBook book, String number) {
        return number == null ? null
                : new Explanation.Account(number, book.accounts().containsKey(number) ? book.accounts().get(number).name() : null);
    }

    static Explanation.Standing standing(MappingBook book, TimeEntry entry, String state, String reason, String detail, String mapping) {
        return new Explanation.Standing(
                state, reason, detail, reason == null ? null : ReasonFix.of(Reason.of(reason), book, entry), mapping);
    }
}
