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
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * The steps of taking a file, one method each, as the routes in {@code routes/intake/} call them. Bean {@code intake}.
 *
 * <p>The order within each step is chosen so that a crash between any two leaves the file in the inbox: the next pass finds it
 * again, and what was stored of it already is counted as duplicates.
 */
public class Intake {

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    /** Troubles that have passed once the file has gone or is taken. */
    private static final Set<String> IN_THE_WAY =
            Set.of("FMT-205", "FMT-206", "FMT-207", "FMT-208", "FMT-209", "FMT-210", "FMT-211", "FMT-212");

    private final Home home;
    private final Inbox inbox;
    private final EntryStore entries;
    private final DeadLetters deadLetters;
    private final IntakeFacts.OfRun facts;
    private final long mostBytes;
    private final FreeSpace space;
    /** What belongs to no source and has been said. */
    private final Set<Finding> unclaimed = ConcurrentHashMap.newKeySet();

    public Intake(Home home, Inbox inbox, EntryStore entries, DeadLetters deadLetters, IntakeFacts.OfRun facts) {
        this(home, inbox, entries, deadLetters, facts, Long.MAX_VALUE, new FreeSpace(home, false));
    }

    /**
     * @param mostBytes of one file; a larger one is refused without being read
     * @param space     that a file needs to be taken
     */
    Intake(
            Home home, Inbox inbox, EntryStore entries, DeadLetters deadLetters, IntakeFacts.OfRun facts, long mostBytes,
            FreeSpace space) {
        this.mostBytes = mostBytes;
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
        List<String> wanted = sources.stream().filter(source -> scope == null || scope.takes(source)).toList();
        List<DueFile> due = inbox.due(wanted);
        report(runId, inbox.troubles(sources));
        return due.stream().filter(this::fits).toList();
    }

    /** What lies in the way is a letter until it has gone; what is tried again in this pass gets its letter from the attempt. */
    private void report(int runId, List<Finding> troubles) {
        troubles.stream().filter(finding -> !inbox.tried(finding))
                .forEach(finding -> deadLetters.keepApart(runId, letter(null, finding)));
        unclaimed.retainAll(troubles);
        troubles.stream().filter(finding -> finding.code().equals("FMT-208") && unclaimed.add(finding))
                .forEach(finding -> LOG.warn("{}", finding.text()));
        deadLetters.resolveFiles(IN_THE_WAY, troubles.stream().map(Finding::where).toList());
    }

    private boolean fits(DueFile file) {
        return space.takes(file.path(), home.show(file.path()), file.sizeBytes(), finding -> LOG.error("{}", finding.text()));
    }

    /** Looks at the file's bytes and header. A file that cannot be taken comes back refused, not thrown. */
    public Taking open(DueFile file, int runId) throws IOException {
        MDC.put("source", file.source());
        String where = home.show(file.path());
        if (file.sizeBytes() > mostBytes) {
            return Taking.ofRefused(file, null, Refusals.tooLarge(where, file.sizeBytes(), mostBytes));
        }
        if (!file.unchanged()) {
            throw new NoSuchFileException(file.path().toString());
        }
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

    /**
     * All rows are stored, or were stored the first time: says so, and moves the file to {@code done/}. Where it changed while it was
     * read, nothing is said of it: which content the rows are of is not known, and the next pass reads it again.
     */
    public void taken(Taking taking, int runId) throws IOException {
        taking.close();
        String where = home.show(taking.file().path());
        if (!taking.file().unchanged()) {
            LOG.info("{} changed or went away while it was read; the next pass takes it again", where);
            return;
        }
        entries.taken(runId, taking.open(), taking.rowCount());
        LOG.info("{} taken: {} rows{}", where, taking.rowCount(), taking.isKnown() ? ", all of them known" : "");
        move(taking.file(), "done", runId, () -> inbox.done(taking.file(), runId));
    }

    /** Keeps the refusal as a dead letter, and moves the file to {@code refused/} with the reason beside it. */
    public void refuse(Taking taking, int runId) throws IOException {
        if (taking.open() != null) {
            entries.refused(runId, taking.open());
        }
        String content = taking.open() == null ? taking.file().name() + " " + taking.file().sizeBytes() : taking.open().contentHash();
        deadLetters.keepApart(runId, letter(taking.file(), taking.refusal(), content));
        LOG.warn("{}", taking.refusal().text());
        move(taking.file(), "refused", runId, () -> inbox.refused(taking.file(), runId, taking.refusal()));
    }

    @FunctionalInterface
    private interface Move {
        Object carryOut() throws IOException;
    }

    /** What has been taken is taken, wherever the file lies: each pass tries again to put it away. */
    private void move(DueFile file, String folder, int runId, Move move) {
        try {
            move.carryOut();
        } catch (IOException e) {
            Finding finding = Refusals.immovable(home.show(file.path()), folder, e);
            LOG.error("{}", finding.text());
            left(file, finding, runId);
        }
    }

    private void left(DueFile file, Finding finding, int runId) {
        inbox.leave(file, finding);
        deadLetters.keepApart(runId, letter(file.source(), finding));
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
        left(file, finding, runId);
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
        MDC.remove("source");
    }

    /** Of a file that stays where it is: the same trouble at the same place is the same letter. */
    private static DeadLetter letter(String source, Finding finding) {
        return new DeadLetter(DeadLetter.Kind.FILE, finding, finding.where(), finding.saw(), source, null, null, null, null, null, null);
    }

    private static DeadLetter letter(DueFile file, Finding finding, String what) {
        return new DeadLetter(DeadLetter.Kind.FILE, finding, file.source() + " " + what, finding.saw(), file.source(), null, null,
                null, null, null, null);
    }
}
