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

    private final ProposalStore store;

    public Proposals(DataSource source) {
        store = new ProposalStore(new JdbcTemplate(source), new TransactionTemplate(new DataSourceTransactionManager(source)));
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

    /** The whole set as it would be: paths {@code routes/…}, {@code mappings/…} to bytes; empty where there is no such proposal. */
    public Map<String, byte[]> files(int number) {
        return store.files(number).all();
    }
}
