package io.hourbook.version;

import io.hourbook.home.Home;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** All versions of routes and mappings that were ever in force, and what each changed. */
public final class Versions {

    /**
     * One file that a version changed.
     *
     * @param change {@code added}, {@code removed} or {@code changed}
     * @param diff   unified, against the version before it
     */
    public record FileChange(String path, String change, String diff) {}

    /** @param files what it changed against the version before it; everything, of the first one */
    public record Whole(Version version, List<FileChange> files) {}

    private final VersionStore store;
    private final ProposalStore proposals;

    public Versions(DataSource source) {
        JdbcTemplate jdbc = new JdbcTemplate(source);
        TransactionTemplate transaction = new TransactionTemplate(new DataSourceTransactionManager(source));
        store = new VersionStore(jdbc, transaction);
        proposals = new ProposalStore(jdbc, transaction);
    }

    /** The newest first. */
    public List<Version> list(int offset, int count) {
        return store.list(offset, count);
    }

    /** How many there are: they are numbered from 1 without a gap. */
    public int count() {
        return store.newest();
    }

    /**
     * The versions there are, in words: {@code a version from 1 to 7}.
     *
     * @param count how many there are
     */
    public static String range(int count) {
        return switch (count) {
            case 0 -> "a version, of which there is none yet";
            case 1 -> "version 1, the only one there is";
            default -> "a version from 1 to " + count;
        };
    }

    /** One version with its diff; empty where there is none of that number. */
    public Optional<Whole> whole(int number) {
        return store.find(number).map(version -> new Whole(version, changes(number)));
    }

    /** The mapping files in force, by their path within {@code mappings/}; empty where no version was ever accepted. */
    public Optional<Map<String, byte[]>> mappings() {
        int newest = store.newest();
        return newest == 0 ? Optional.empty() : Optional.of(store.files(newest).mappings());
    }

    /**
     * The mapping files of one version, by their path within {@code mappings/}; empty where there is none of that number.
     *
     * @throws io.hourbook.problem.Problem VER-205 where what is kept is not what was put there
     */
    public Optional<Map<String, byte[]>> mappings(int number) {
        return store.find(number).map(version -> store.files(number).mappings());
    }

    /**
     * Brings a folder that was restored in step with what is in force, so that an edit of it is one before its first start, too. What was
     * being edited there is put aside in the home's {@code data/set-aside/}.
     *
     * @param laidOut where the folders lie while they are restored
     * @param home    where they will be
     * @param clock   tells how long a folder is on the move
     * @return empty where nothing was ever accepted
     */
    public Optional<RestoredFolder> restored(Home laidOut, Home home, Clock clock) {
        return Optional.ofNullable(RestoredFolder.of(laidOut, home, store, proposals, clock));
    }

    private List<FileChange> changes(int number) {
        FileSet after = store.files(number);
        FileSet before = number == 1 ? FileSet.EMPTY : store.files(number - 1);
        return Diffs.between(before, after);
    }
}
