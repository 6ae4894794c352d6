package io.hourbook.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hourbook.database.Database;
import io.hourbook.database.TestDatabase;
import io.hourbook.home.Home;
import io.hourbook.proof.Company;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Hourbook's packaged program on a home of its own with the studio's mappings. The home's own database server is started from
 * here, so that it can be asked what it counted and wrote; the program is its guest, as any second command is. Its start is no
 * part of a pass anyway.
 */
final class Bench implements AutoCloseable {

    static final String FIRST_TIME = "first time";
    static final String AGAIN = "same export again";
    static final String CHANGED = "one row of it changed";
    static final String NOTHING_DUE = "nothing due";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Options options;
    private final Studio studio;
    private final Path folder;
    private final Company company;
    private final BooksEndpoint books;
    private final Database database;
    private final Watch watch;

    Bench(Options options, Studio studio, Path folder) throws IOException {
        this.options = options;
        this.studio = studio;
        this.folder = folder;
        this.company = Company.ofRepository();
        this.books = new BooksEndpoint(options.latencyMs());
        StudioMappings.write(studio, company.home().resolve("mappings"));
        this.database = TestDatabase.of(new Home(company.home()), company.database());
        database.leaveClosingToCaller();
        this.watch = new Watch(
                database.dataSource(), company.servers().stream().findFirst().map(ProcessHandle::pid).orElse(0L), books);
    }

    /** The whole job: from the export to delivered documents. */
    Observed firstTime(Path export, Expectation wanted) throws IOException, SQLException {
        return pass(FIRST_TIME, "export.csv", export, wanted, true);
    }

    /** Of the pass before. */
    Stages stages(long entries) throws SQLException {
        return Stages.ofLastRun(database.dataSource(), entries);
    }

    /** The very same export again: nothing is new, and nothing goes out. */
    Observed again(Path export, Expectation wanted) throws IOException, SQLException {
        Observed again = pass(AGAIN, "export.csv", export, wanted, false);
        if (again.calls() > 0) {
            throw new AssertionError("the same export again made " + again.calls() + " calls; want none");
        }
        return again;
    }

    /** What a user does at the end of a month: the same rows under another name, one of them a minute longer. */
    Observed corrected(Path export, Expectation wanted) throws IOException, SQLException {
        return pass(CHANGED, "export-corrected.csv", export, wanted, false);
    }

    /** A pass with nothing in the inbox and nothing due. */
    Observed nothingDue(Expectation wanted) throws IOException, SQLException {
        Observed idle = pass(NOTHING_DUE, null, null, wanted, false);
        if (idle.calls() > 0) {
            throw new AssertionError("a pass over nothing made " + idle.calls() + " calls; want none");
        }
        return idle;
    }

    /** Lets go of the database server, for a measurement of what starts it by itself; no pass is watched from then on. */
    Starts starts() throws IOException {
        database.close();
        company.withFlags();
        return Starts.of(company, books);
    }

    private Observed pass(String what, String name, Path export, Expectation wanted, boolean first) throws IOException, SQLException {
        if (name != null) {
            Path inbox = Files.createDirectories(company.home().resolve("inbox").resolve(Studio.SOURCE));
            // hidden until it is whole, and moved from where it is
            Path draft = Files.copy(export, inbox.resolveSibling("draft.csv"));
            Files.move(draft, inbox.resolve(name));
        }
        Path gc = folder.resolve("hourbook-" + wanted.entries + "-" + what.replace(' ', '-') + ".gc.log");
        company.withFlags(flags(gc, folder.resolve("hourbook-" + wanted.entries + "-" + what.replace(' ', '-') + ".jfr"), options));
        Watch.Seen seen = watch.over(
                "hourbook", what, wanted.entries, gc, () -> company.start(Map.of("HOURBOOK_TARGET_URL", books.url()), "sync", "--json"),
                out -> JSON.readTree(out).path("elapsed_ms").asLong());
        JsonNode summary = JSON.readTree(seen.out());
        List<String> faults = first ? Checks.faults(summary, wanted, books) : Checks.stateFaults(summary, wanted, books);
        Checks.refuse("hourbook, " + wanted.entries + " entries, " + what, faults);
        return seen.observed();
    }

    /** What every process that is measured runs with. */
    static String[] flags(Path gc, Path recording, Options options) throws IOException {
        Files.deleteIfExists(gc);
        List<String> flags = new ArrayList<>(List.of("-Xmx512m", GcLog.flag(gc)));
        if (options.recording()) {
            flags.addAll(List.of("-Xlog:jfr+startup=off", "-XX:StartFlightRecording=settings=profile,filename=" + recording));
        }
        return flags.toArray(String[]::new);
    }

    @Override
    public void close() {
        database.close();
        company.close();
        books.close();
    }
}
