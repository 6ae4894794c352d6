package io.hourbook.intake;

import io.hourbook.database.PassEnded;
import io.hourbook.database.Trouble;
import io.hourbook.deadletter.DeadLetter;
import io.hourbook.deadletter.DeadLetters;
import io.hourbook.entry.EntryStore;
import io.hourbook.format.SourceFormat;
import io.hourbook.home.FreeSpace;
import io.hourbook.home.Home;
import io.hourbook.mapping.Source;
import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import io.hourbook.timetable.PassScope;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The steps of taking a file, one method each, as the routes in {@code routes/intake/} call them. Bean {@code intake}.
 *
 * <p>The order within each step is chosen so that a crash between any two leaves the file in the inbox: the next pass finds it
 * again, and what was stored of it already is counted as duplicates.
 */
public class Intake {

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    private final Home home;
    private final Inbox inbox;
    private final EntryStore entries;
    private final DeadLetters deadLetters;
    private final IntakeFacts.OfRun facts;
    private final FreeSpace space;

    public Intake(Home home, Inbox inbox, EntryStore entries, DeadLetters deadLetters, IntakeFacts.OfRun facts) {
        this(home, inbox, entries, deadLetters, facts, new FreeSpace(home, false));
    }

    /** @param space that a file needs to be taken */
    public Intake(Home home, Inbox inbox, EntryStore entries, DeadLetters deadLetters, IntakeFacts.OfRun facts, FreeSpace space) {
        this.space = space;
        this.home = home;
        this.inbox = inbox;
        this.entries = entries;
        this.deadLetters = deadLetters;
        this.facts = facts;
    }

    /** The files of all configured sources that are whole, in the order in which they are to be taken. */
    public List<DueFile> due(int runId) {
        return due(runId, PassScope.ALL);
    }

    /** The same, of the sources that a pass takes; the others' files stay for their own schedules. */
    public List<DueFile> due(int runId, PassScope scope) {
        Set<String> sources = new TreeSet<>(facts.facts(runId).sources().keySet());
        inbox.unclaimed(sources).forEach(finding -> LOG.warn("{}", finding.text()));
        sources.removeIf(source -> scope != null && !scope.takes(source));
        return inbox.due(sources).stream().filter(this::fits).toList();
    }

    private boolean fits(DueFile file) {
        return space.takes(file.path(), home.show(file.path()), file.sizeBytes(), finding -> LOG.error("{}", finding.text()));
    }

    /** Looks at the file's bytes and header. A file that cannot be taken comes back refused, not thrown. */
    public Taking open(DueFile file, int runId) throws IOException {
        String where = home.show(file.path());
        FileText text = FileText.look(file.path(), where);
        EntryStore.OpenFile open = entries.open(runId, file.source(), file.name(), text.contentHash(), text.sizeBytes());
        if (open.known()) {
            return Taking.ofKnown(file, open);
        }
        if (text.refusal() != null) {
            return Taking.ofRefused(file, open, text.refusal());
        }
        IntakeFacts known = facts.facts(runId);
        Source source = known.sources().get(file.source());
        SourceFormat format = known.formats().get(source.format());
        if (format == null) {
            throw new Problem(Refusals.unknownFormat(where, file.source(), source.format()));
        }
        Zones zones = new Zones(source.zone(), names -> known.workerZone().apply(file.source(), names), known.companyZone());
        try {
            return Taking.ofRows(file, open, CsvFile.open(text, source, format, zones, where));
        } catch (Problem notOfTheFormat) {
            return Taking.ofRefused(file, open, notOfTheFormat.findings().get(0));
        }
    }

    /** All rows are stored, or were stored the first time: says so, and moves the file to {@code done/}. */
    public void taken(Taking taking, int runId) throws IOException {
        taking.close();
        entries.taken(runId, taking.open(), taking.rowCount());
        inbox.done(taking.file(), runId);
        LOG.info("{} taken: {} rows{}", home.show(taking.file().path()), taking.rowCount(),
                taking.isKnown() ? ", all of them known" : "");
    }

    /** Keeps the refusal as a dead letter, and moves the file to {@code refused/} with the reason beside it. */
    public void refuse(Taking taking, int runId) throws IOException {
        entries.refused(runId, taking.open());
        deadLetters.keepApart(runId, letter(taking.file(), taking.refusal(), taking.open().contentHash()));
        inbox.refused(taking.file(), runId, taking.refusal());
        LOG.warn("{}", taking.refusal().text());
    }

    /** Taking the file failed: says why and leaves it in the inbox for the next pass. The other files go on. */
    public void failed(DueFile file, Throwable cause, int runId) {
        if (PassEnded.in(cause) || Trouble.away(cause) || Trouble.full(cause)) {
            // not this file's fault: the pass ends here, and the next one takes it
            throw cause instanceof RuntimeException passing ? passing : new IllegalStateException(cause);
        }
        String where = home.show(file.path());
        Throwable root = root(cause);
        if (root instanceof NoSuchFileException) {
            LOG.warn("{} went away before it could be read", where);
            return;
        }
        Finding finding = root instanceof Problem problem ? problem.findings().get(0)
                : root instanceof IOException io ? Refusals.unreadable(where, io) : Refusals.unexpected(where, root);
        LOG.error("{}", finding.text(), root instanceof Problem ? null : root);
        deadLetters.keepApart(runId, letter(file, finding, file.name()));
    }

    /** What a person can act on: a problem told in words, else the innermost cause; what carried it up is of no use to them. */
    private static Throwable root(Throwable thrown) {
        Throwable root = thrown;
        while (!(root instanceof Problem) && root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    /** Closes what is still open of the file, whatever became of it. */
    public void close(Object body) throws IOException {
        if (body instanceof Taking taking) {
            taking.close();
        }
    }

    private static DeadLetter letter(DueFile file, Finding finding, String what) {
        return new DeadLetter(DeadLetter.Kind.FILE, finding, file.source() + " " + what, finding.saw(), file.source(), null, null,
                null, null, null, null);
    }
}
