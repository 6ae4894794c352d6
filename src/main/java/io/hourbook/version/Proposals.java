package io.hourbook.version;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** All substantial edits that ever waited for a second person. */
public final class Proposals {

    /** @param files what it changes against the version that it was made upon */
    public record Whole(Proposal proposal, List<Versions.FileChange> files) {}

    private final ProposalStore store;
    private final VersionStore versions;

    public Proposals(DataSource source) {
        JdbcTemplate jdbc = new JdbcTemplate(source);
        TransactionTemplate transaction = new TransactionTemplate(new DataSourceTransactionManager(source));
        store = new ProposalStore(jdbc, transaction);
        versions = new VersionStore(jdbc, transaction);
    }

    /** The newest first. */
    public List<Proposal> list(int offset, int count) {
        return store.list(offset, count);
    }

    /** How many there ever were. */
    public int count() {
        return store.count();
    }

    /** How many wait. */
    public int waiting() {
        return store.waitingCount();
    }

    /** One of them; empty where there is none of that number. */
    public Optional<Proposal> find(int number) {
        return store.find(number);
    }

    /** One of them with its diff; empty where there is none of that number. */
    public Optional<Whole> whole(int number) {
        return find(number).map(proposal -> new Whole(proposal, Diffs.between(versions.files(proposal.base()), store.files(number))));
    }

    /** The whole set as it would be: paths {@code routes/…}, {@code mappings/…} to bytes; empty where there is no such proposal. */
    public Map<String, byte[]> files(int number) {
        return store.files(number).all();
    }
}
