package io.hourbook.exchange;

import java.math.BigDecimal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The rates that were fetched and kept in the database, for every process on it. They are held in memory: a look costs one
 * small question, and only files that are new are read.
 */
public final class KeptRates {

    /**
     * What is kept at one moment.
     *
     * @param version 64 hexadecimal digits that change with every rate that is added; empty where none is kept
     * @param says    which files they are of, for people
     */
    public record Kept(String version, String says, ExchangeRates rates) {

        /** True where no rate was ever fetched. */
        public boolean none() {
            return version.isEmpty();
        }
    }

    private static final Kept NOTHING = new Kept("", "none was fetched", ExchangeRates.NONE);
    private static final int FETCH = 5_000;

    private record Files(int count, int last) {}

    private final JdbcTemplate jdbc;
    private final JdbcTemplate streaming;
    /** Hash of the content by number of the files that have been read. */
    private final Map<Integer, byte[]> read = new TreeMap<>();
    private Files known = new Files(0, 0);
    private volatile Kept kept = NOTHING;

    public KeptRates(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.streaming = new JdbcTemplate(jdbc.getDataSource());
        streaming.setFetchSize(FETCH);
    }

    /** What is kept now, by whatever process. The same object as long as nothing was added. */
    public synchronized Kept current() {
        Files now = jdbc.queryForObject(
                "select count(*), coalesce(max(id), 0) from exchange_rate_file where state = 'taken' and rate_count > 0",
                (row, n) -> new Files(row.getInt(1), row.getInt(2)));
        if (!now.equals(known)) {
            kept = with(fresh());
            known = now;
        }
        return kept;
    }

    private record Fresh(int id, String name, byte[] hash) {}

    /** What was kept when it was last looked at. Asks nobody. */
    public Kept known() {
        return kept;
    }

    /** The files that have not been read; the highest number alone would miss one that was committed late. */
    private List<Fresh> fresh() {
        List<Fresh> all = jdbc.query(
                "select id, name, content_hash from exchange_rate_file where state = 'taken' and rate_count > 0 order by id",
                (row, n) -> new Fresh(row.getInt(1), row.getString(2), row.getBytes(3)));
        return all.stream().filter(file -> !read.containsKey(file.id)).toList();
    }

    private Kept with(List<Fresh> files) {
        RatesBuilder builder = new RatesBuilder();
        builder.addAll(kept.rates());
        for (Fresh file : files) {
            add(builder, file.id, file.name);
            read.put(file.id, file.hash);
        }
        ExchangeRates rates = builder.build().rates();
        String says = "fetched until " + rates.lastDay().map(LocalDate::toString).orElse("no day") + ", files: " + read.size();
        return new Kept(version(), says, rates);
    }

    private void add(RatesBuilder builder, int file, String name) {
        LocalDate[] day = {null};
        streaming.query(
                "select day, currency, rate from exchange_rate where file_id = ? order by day, currency",
                row -> {
                    LocalDate published = row.getObject(1, LocalDate.class);
                    if (!published.equals(day[0])) {
                        day[0] = published;
                        builder.row(id(name, file, published));
                    }
                    builder.add(row.getString(2), published, packed(row.getBigDecimal(3)));
                },
                file);
    }

    /** What a line names: the file as it is called where it is published, its number here, the day. */
    private static String id(String name, int file, LocalDate day) {
        return name + "@" + file + "#" + day;
    }

    static long packed(BigDecimal rate) {
        return PackedRate.parse(rate.stripTrailingZeros().toPlainString());
    }

    private String version() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            read.values().forEach(digest::update);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }
}
