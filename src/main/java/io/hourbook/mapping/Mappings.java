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
import java.util.function.Supplier;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The book in force: read from the accepted files when a pass begins, kept with a number in the database, held until the pass ends.
 */
public final class Mappings implements WorkerFinder {

    /**
     * @param id       its number in the database, which lines and allocations name
     * @param accepted the version of routes and mappings that it belongs to; 0 where a folder is read as it is
     */
    public record Version(int id, MappingBook book, int accepted) {}

    private static final String FOLDER = "mappings";

    private final Supplier<Read> files;
    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final ObjectMapper json = new ObjectMapper();
    private final KeptRates keptRates;
    private volatile Version current;
    private volatile KeptRates.Kept joined;

    /** What a book is made of. @param accepted the version that it belongs to; 0: none, for its folder is read as it is */
    private record Read(MappingBook book, int accepted) {}

    /** Of a folder as it is, with the rates that are kept in the same database. */
    public Mappings(Home home, JdbcTemplate jdbc, MappingLoader loader, Clock clock) {
        this(home, jdbc, loader, new KeptRates(jdbc), clock);
    }

    Mappings(Home home, JdbcTemplate jdbc, MappingLoader loader, KeptRates keptRates, Clock clock) {
        this(() -> new Read(loader.load(home.mappings()), 0), jdbc, keptRates, clock);
    }

    /** Of what was accepted. The files are those of a version, whatever the folder of this home says. */
    Mappings(Supplier<AcceptedFiles> accepted, JdbcTemplate jdbc, MappingLoader loader, KeptRates keptRates, Clock clock) {
        this(() -> {
            AcceptedFiles.Accepted set = accepted.get().accepted();
            return new Read(loader.load(FOLDER, set.mappings()), set.number());
        }, jdbc, keptRates, clock);
    }

    private Mappings(Supplier<Read> files, JdbcTemplate jdbc, KeptRates keptRates, Clock clock) {
        this.files = files;
        this.jdbc = jdbc;
        this.keptRates = keptRates;
        this.clock = clock;
    }

    /**
     * Makes what was accepted last the book in force, with the exchange rates that were fetched up to now.
     *
     * @throws io.hourbook.problem.Problem with everything that is wrong with it; the book in force stays what it was
     */
    public Version load() {
        Read read = this.files.get();
        MappingBook files = read.book;
        KeptRates.Kept kept = keptRates.current();
        String version = files.versionWith(kept);
        Version known = current;
        if (known == null || !known.book.version().equals(version) || known.accepted != read.accepted) {
            MappingBook book = files.with(kept);
            // the files of an accepted version are kept with it
            int number = number(files.version(), read.accepted,
                    read.accepted == 0 ? files.content() : new TreeMap<>(Map.of("accepted", String.valueOf(read.accepted))));
            current = new Version(kept.none() ? number : number(version, read.accepted, new TreeMap<>(Map.of("mappings", files.version(), "rates", kept.says()))),
                    book, read.accepted);
        } else {
            // files and rates are the same, but what the environment says of targets may not be
            current = new Version(known.id, files.with(version, known.book.exchangeRates()), read.accepted);
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
    private int number(String version, int accepted, Map<String, String> content) {
        try {
            jdbc.update(
                    "insert ignore into mapping_version (version, accepted_number, content, created_at) values (?, ?, ?, ?)",
                    version, accepted, json.writeValueAsString(content), Timestamp.from(clock.instant()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
        return jdbc.queryForObject("select id from mapping_version where version = ? and accepted_number = ?", Integer.class, version, accepted);
    }
}
