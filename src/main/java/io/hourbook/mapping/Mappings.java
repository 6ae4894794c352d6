package io.hourbook.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hourbook.entry.Names;
import io.hourbook.entry.WorkerFinder;
import io.hourbook.exchange.KeptRates;
import io.hourbook.home.Home;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;

/** The book in force: read from the folder when a pass begins, kept with a number in the database, held until the pass ends. */
public final class Mappings implements WorkerFinder {

    /** @param id its number in the database, which lines and allocations name */
    public record Version(int id, MappingBook book) {}

    private final Home home;
    private final JdbcTemplate jdbc;
    private final MappingLoader loader;
    private final Clock clock;
    private final ObjectMapper json = new ObjectMapper();
    private final KeptRates keptRates;
    private volatile Version current;
    private volatile KeptRates.Kept joined;

    /** With the rates that are kept in the same database. */
    public Mappings(Home home, JdbcTemplate jdbc, MappingLoader loader, Clock clock) {
        this(home, jdbc, loader, new KeptRates(jdbc), clock);
    }

    Mappings(Home home, JdbcTemplate jdbc, MappingLoader loader, KeptRates keptRates, Clock clock) {
        this.home = home;
        this.jdbc = jdbc;
        this.loader = loader;
        this.keptRates = keptRates;
        this.clock = clock;
    }

    /**
     * Reads the folder and makes what it says the book in force, with the exchange rates that were fetched up to now.
     *
     * @throws io.hourbook.problem.Problem with everything that is wrong in the folder; the book in force stays what it was
     */
    public Version load() {
        MappingBook files = loader.load(home.mappings());
        KeptRates.Kept kept = keptRates.current();
        String version = files.versionWith(kept);
        Version known = current;
        if (known == null || !known.book.version().equals(version)) {
            MappingBook book = files.with(kept);
            int number = number(files.version(), files.content());
            current = new Version(kept.none() ? number : number(version, new TreeMap<>(Map.of("mappings", files.version(), "rates", kept.says()))), book);
        } else {
            // files and rates are the same, but what the environment says of targets may not be
            current = new Version(known.id, files.with(version, known.book.exchangeRates()));
        }
        joined = kept;
        return current;
    }

    /** Whether this process knows of fetched rates that the book in force does not have yet. Asks nobody. */
    public boolean behind() {
        return current != null && keptRates.known() != joined;
    }

    /** The book in force, read now if none was yet. */
    public Version current() {
        Version known = current;
        return known == null ? load() : known;
    }

    @Override
    public String find(String source, Names names) {
        return current().book.worker(source, names).map(Worker::worker).orElse(null);
    }

    /** A version with fetched rates is kept as the version of the files and what was fetched: rates come daily, the files stay. */
    private int number(String version, Map<String, String> content) {
        try {
            jdbc.update(
                    "insert ignore into mapping_version (version, content, created_at) values (?, ?, ?)",
                    version, json.writeValueAsString(content), Timestamp.from(clock.instant()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
        return jdbc.queryForObject("select id from mapping_version where version = ?", Integer.class, version);
    }
}
