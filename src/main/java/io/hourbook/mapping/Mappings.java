package io.hourbook.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hourbook.entry.Names;
import io.hourbook.entry.WorkerFinder;
import io.hourbook.home.Home;
import java.sql.Timestamp;
import java.time.Clock;
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
    private volatile Version current;

    public Mappings(Home home, JdbcTemplate jdbc, MappingLoader loader, Clock clock) {
        this.home = home;
        this.jdbc = jdbc;
        this.loader = loader;
        this.clock = clock;
    }

    /**
     * Reads the folder and makes what it says the book in force.
     *
     * @throws io.hourbook.problem.Problem with everything that is wrong in the folder; the book in force stays what it was
     */
    public Version load() {
        MappingBook book = loader.load(home.mappings());
        if (current == null || !current.book.version().equals(book.version())) {
            current = new Version(number(book), book);
        } else {
            // the files are the same, but what the environment says of targets may not be
            current = new Version(current.id, book);
        }
        return current;
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

    private int number(MappingBook book) {
        try {
            jdbc.update(
                    "insert ignore into mapping_version (version, content, created_at) values (?, ?, ?)",
                    book.version(), json.writeValueAsString(book.content()), Timestamp.from(clock.instant()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
        return jdbc.queryForObject("select id from mapping_version where version = ?", Integer.class, book.version());
    }
}
