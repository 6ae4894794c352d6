package io.hourbook.exchange;

import static io.hourbook.exchange.FeedBench.xml;

import io.hourbook.database.TestDatabase;
import java.time.LocalDate;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;

/** Rates fetched over a real socket into a real database, by the routes that are shipped. */
abstract class FetchedRates {

    static final DataSource SOURCE = TestDatabase.fresh();
    static final String DAILY = "/eurofxref-daily.xml";
    static final String HISTORY = "/eurofxref-hist.csv";
    static final String HEADER = "Date,USD,GBP,JPY,SEK,\n";
    static final String WEEK = HEADER
            + "2025-05-09,1.1252,0.8477,163.36,10.92,\n"
            + "2025-05-08,1.1297,0.8476,163.45,10.903,\n"
            + "2025-05-07,1.136,0.8511,162.89,10.903,\n";

    final FeedBench bench = new FeedBench(SOURCE, "2025-05-09T15:00:00Z");

    @AfterEach
    void stop() {
        bench.close();
    }

    static String friday() {
        return xml("2025-05-09", "USD", "1.1252", "GBP", "0.8477", "JPY", "163.36", "SEK", "10.92");
    }

    final Cross rate(String from, String to, String day) {
        return bench.kept.current().rates().cross(from, to, LocalDate.parse(day), 7).orElseThrow();
    }
}
