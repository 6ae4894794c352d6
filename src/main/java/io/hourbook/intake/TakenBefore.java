package io.hourbook.intake;

import io.hourbook.home.Home;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.apache.camel.spi.IdempotentRepository;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * What consumers have taken that leave it where it lies, such as a folder that is read with {@code noop: true}: a table, so that an edit
 * of a route, a start and another node know it, too. What a process had in hand when it ended was not taken, and is taken again. Any
 * number of routes may share it; that one of them is swapped, which stops its repository, means nothing to the others. Bean
 * {@code takenBefore}.
 */
@Component("takenBefore")
public class TakenBefore implements IdempotentRepository {

    private static final Logger LOG = LoggerFactory.getLogger(TakenBefore.class);
    private static final int LONGEST_NAME = 500;
    /** After that, what another home's process has in hand is taken to be nobody's: that process has ended. */
    private static final Duration LONGEST_IN_HAND = Duration.ofHours(1);

    private final JdbcTemplate jdbc;
    private final String home;
    private final Clock clock;
    private final String process = UUID.randomUUID().toString();
    /** What is through, and could not be written down as such. */
    private final Set<String> owed = ConcurrentHashMap.newKeySet();

    @Autowired
    public TakenBefore(DataSource tables, Home home, Clock clock) {
        this.jdbc = new JdbcTemplate(tables);
        this.home = HexFormat.of().formatHex(hash(machine() + " " + home.root().toAbsolutePath().normalize()), 0, 8);
        this.clock = clock;
    }

    /** One that knows nothing and keeps nothing, for cases: whatever comes is new. */
    public static IdempotentRepository forgetful() {
        return new Forgetful();
    }

    private static String machine() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "";
        }
    }

    /** @return whether nobody took it before: whoever asks has it in hand now, until it is confirmed or removed */
    @Override
    public boolean add(String key) {
        pay();
        LocalDateTime now = now();
        byte[] hash = hash(key);
        int fresh = jdbc.update(
                "insert ignore into taken_before (key_hash, name, home, process, taken_at) values (?, ?, ?, ?, ?)", hash, shortened(key), home, process, now);
        return fresh == 1 || jdbc.update(
                """
                update taken_before set home = ?, process = ?, taken_at = ?
                where key_hash = ? and confirmed_at is null and process <> ? and (home = ? or taken_at < ?)
                """,
                home, process, now, hash, process, home, now.minus(LONGEST_IN_HAND)) == 1;
    }

    @Override
    public boolean contains(String key) {
        pay();
        return jdbc.queryForObject(
                """
                select count(*) from taken_before
                where key_hash = ? and (confirmed_at is not null or process = ? or home <> ? and taken_at >= ?)
                """,
                Long.class, hash(key), process, home, now().minus(LONGEST_IN_HAND)) > 0;
    }

    /** It was not taken after all: whoever comes next may have it. */
    @Override
    public boolean remove(String key) {
        owed.remove(key);
        return jdbc.update("delete from taken_before where key_hash = ?", hash(key)) == 1;
    }

    /** It is through, and is never taken again. Where that cannot be written down now, it is before anything else is asked. */
    @Override
    public boolean confirm(String key) {
        try {
            return jdbc.update("update taken_before set confirmed_at = ? where key_hash = ?", now(), hash(key)) == 1;
        } catch (DataAccessException away) {
            LOG.warn("That {} is through could not be written down, and will be as soon as the database answers", key);
            LOG.debug("because", away);
            owed.add(key);
            return false;
        }
    }

    private void pay() {
        for (String key : owed) {
            jdbc.update("update taken_before set confirmed_at = ? where key_hash = ?", now(), hash(key));
            owed.remove(key);
        }
    }

    @Override
    public void clear() {
        throw new UnsupportedOperationException("what was taken is known for ever");
    }

    @Override
    public void start() {
        // holds nothing
    }

    @Override
    public void stop() {
        // holds nothing
    }

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(Instant.ofEpochMilli(clock.millis()), ZoneOffset.UTC);
    }

    private static String shortened(String key) {
        return key.codePointCount(0, key.length()) <= LONGEST_NAME ? key : key.substring(0, key.offsetByCodePoints(0, LONGEST_NAME - 1)) + "…";
    }

    private static byte[] hash(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }

    /** Stands in its place while cases run. */
    private static final class Forgetful implements IdempotentRepository {
        @Override
        public boolean add(String key) {
            return true;
        }

        @Override
        public boolean contains(String key) {
            return false;
        }

        @Override
        public boolean remove(String key) {
            return true;
        }

        @Override
        public boolean confirm(String key) {
            return true;
        }

        @Override
        public void clear() {
            // knows nothing
        }

        @Override
        public void start() {
            // holds nothing
        }

        @Override
        public void stop() {
            // holds nothing
        }
    }
}
