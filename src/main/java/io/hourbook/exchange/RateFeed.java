package io.hourbook.exchange;

import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Published rates fetched from outside: which tables are due, what is asked of the other side, and what is made of the answer.
 * A table that cannot be believed changes nothing. Bean {@code rateFeed}; the route makes the calls.
 */
public final class RateFeed {

    /** Exchange variable: the table that is being fetched. */
    private static final String TABLE = "table";
    /** Exchange variable: why there was no answer. */
    private static final String NO_ANSWER = "noAnswer";

    private static final Logger LOG = LoggerFactory.getLogger(RateFeed.class);
    /** The bank's days: rates come at about four in the afternoon there. */
    private static final ZoneId BANK = ZoneId.of("Europe/Berlin");
    /** For a whole answer, however slowly it drips. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int CHUNK = 64 << 10;
    private static final int SHOWN_BYTES = 4 << 10;

    /**
     * What the company's mappings say at this moment.
     *
     * @param inForce    all rates that are known, the company's own before those that were fetched
     * @param maxAgeDays how old a rate may be
     */
    public record Book(RateFeeds feeds, ExchangeRates inForce, int maxAgeDays) {}

    private final RateStore store;
    private final KeptRates kept;
    private final Supplier<Book> book;
    private final Clock clock;
    /** Why a call of this look came to nothing; looks never overlap, for they are slots. */
    private volatile Problem failure;

    public RateFeed(JdbcTemplate jdbc, TransactionTemplate transaction, KeptRates kept, Supplier<Book> book, Clock clock) {
        this.store = new RateStore(jdbc, transaction);
        this.kept = kept;
        this.book = book;
        this.clock = clock;
    }

    /** The table of the last day, where an address for it is configured. */
    public List<PublishedTable> daily() {
        failure = null;
        String url = book.get().feeds().dailyUrl();
        return url == null ? List.of() : List.of(new PublishedTable("daily", url));
    }

    /** The table of many days, where it is configured and there is something that only it can tell. */
    public List<PublishedTable> history() {
        String url = book.get().feeds().historyUrl();
        return url != null && missing() ? List.of(new PublishedTable("history", url)) : List.of();
    }

    /** Nothing was ever taken from it, or a weekday after it was passed over; a holiday looks like that once. */
    private boolean missing() {
        LocalDate until = store.historyUntil();
        if (until == null || book.get().feeds().dailyUrl() == null) {
            return true;
        }
        Set<LocalDate> days = new HashSet<>(store.daysAfter(until));
        LocalDate last = days.stream().max(LocalDate::compareTo).orElse(until);
        LocalDate newest = lastWeekdayBefore(LocalDate.ofInstant(clock.instant(), BANK));
        LocalDate end = newest.isAfter(last) ? newest : last;
        return until.plusDays(1).datesUntil(end.plusDays(1)).anyMatch(day -> weekday(day) && !days.contains(day));
    }

    private static boolean weekday(LocalDate day) {
        return day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0;
    }

    private static LocalDate lastWeekdayBefore(LocalDate day) {
        LocalDate before = day.minusDays(1);
        return weekday(before) ? before : lastWeekdayBefore(before);
    }

    /**
     * The end of a look.
     *
     * @throws Problem MAP-411 where a call came to nothing, so that whoever looks does so again soon; a table that was refused
     *     would be refused again
     */
    public void end() {
        if (failure != null) {
            throw failure;
        }
    }

    /** Turns a table into a call for the http component. Nothing of an earlier message is left. */
    public void ask(Exchange exchange) {
        Message message = exchange.getMessage();
        PublishedTable table = message.getBody(PublishedTable.class);
        exchange.setVariable(TABLE, table);
        exchange.setProperty("source", table.source());
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_METHOD, "GET");
        message.setHeader(Exchange.HTTP_URI, table.url());
        message.setHeader("Accept", "application/xml, text/xml, text/csv, application/zip, */*;q=0.1");
        message.setHeader("User-Agent", "Hourbook");
        message.setBody(null);
    }

    /** There was no answer: why is told by the next step, for what is thrown behind a try is nobody's dead letter. */
    public void unreachable(Exchange exchange) {
        exchange.setVariable(NO_ANSWER, reason(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class)));
        exchange.getMessage().setBody(null);
    }

    /**
     * Takes what came, or refuses it whole.
     *
     * @throws Problem MAP-401 to MAP-406 and MAP-411 to MAP-416; after MAP-415 and MAP-416 what came is kept all the same
     */
    public void hear(Exchange exchange) {
        PublishedTable table = exchange.getVariable(TABLE, PublishedTable.class);
        String why = exchange.getVariable(NO_ANSWER, String.class);
        if (why != null) {
            throw notFetched(table, why);
        }
        Message message = exchange.getMessage();
        Integer status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        InputStream answer = message.getBody(InputStream.class);
        // nobody else reads on where this breaks off
        message.setBody(null);
        if (status == null || status != 200) {
            boolean moved = status != null && status / 100 == 3;
            throw notFetched(table, moved ? "status " + status + ", which sends elsewhere" : "status " + status);
        }
        byte[] content = bytes(table, answer);
        // what a dead letter shows of it
        message.setBody(new String(content, 0, Math.min(content.length, SHOWN_BYTES), StandardCharsets.UTF_8));
        take(new RateStore.Fetched(table, content, clock.instant()), true);
    }

    private void take(RateStore.Fetched file, boolean again) {
        Book now = book.get();
        LocalDate today = LocalDate.ofInstant(file.at(), BANK);
        ExchangeRates before = kept.current().rates();
        ExchangeRates.Reading reading = new RateFile(file.table().url()).read(file.content());
        if (!reading.findings().isEmpty()) {
            throw store.refuse(file, reading.findings().subList(0, Math.min(3, reading.findings().size())));
        }
        if (!store.takenBefore(file)) {
            ExchangeRates inForce = now.inForce().merge(before).rates();
            List<Finding> findings = new RateJudge(inForce, before, now.feeds(), today).judge(file.table().url(), reading.rates());
            if (!findings.isEmpty()) {
                throw store.refuse(file, findings);
            }
            try {
                keep(file, reading.rates(), before);
            } catch (DuplicateKeyException | PessimisticLockingFailureException overtaken) {
                // another process kept a rate of it meanwhile: what it is worth is judged again, once
                if (!again) {
                    throw overtaken;
                }
                take(file, false);
                return;
            }
        }
        LocalDate last = reading.rates().lastDay().orElseThrow();
        if (last.isBefore(today.minusDays(now.maxAgeDays()))) {
            throw standsStill(file.table(), last, now.maxAgeDays());
        }
        List<Finding> gone = RateJudge.gone(file.table().url(), reading.rates(), kept.current().rates());
        if (!gone.isEmpty()) {
            throw new Problem(gone);
        }
    }

    private void keep(RateStore.Fetched file, ExchangeRates rates, ExchangeRates before) {
        int fresh = store.take(file, rates, before);
        if (fresh > 0) {
            kept.current();
            LOG.info("{}: {} new exchange rates until {}", file.table().source(), fresh, rates.lastDay().orElseThrow());
        }
    }

    private byte[] bytes(PublishedTable table, InputStream answer) {
        if (answer == null) {
            return new byte[0];
        }
        long began = System.nanoTime();
        try (InputStream in = answer; ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            byte[] chunk = new byte[CHUNK];
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                out.write(chunk, 0, read);
                if (out.size() > RateFile.MOST_BYTES) {
                    throw notFetched(table, "more than 16 MB");
                }
                if (System.nanoTime() - began > PATIENCE.toNanos()) {
                    throw notFetched(table, "an answer that takes longer than " + PATIENCE.toSeconds() + " s");
                }
            }
            return out.toByteArray();
        } catch (IOException broken) {
            throw notFetched(table, reason(broken));
        }
    }

    private static String reason(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException) {
                return "a host whose name is not known";
            }
            if (cause instanceof SocketTimeoutException) {
                return "no answer in time";
            }
            if (cause instanceof SSLException) {
                return "a connection that is not secure: " + cause.getMessage();
            }
            if (cause instanceof ConnectException) {
                return "nobody who answers there";
            }
        }
        return "an answer that broke off";
    }

    private Problem notFetched(PublishedTable table, String saw) {
        failure = new Problem(new Finding(
                "MAP-411", table.url(), "exchange rates could not be fetched", saw, "status 200 and the bank's table, up to 16 MB",
                "the rates that are kept hold on, and it is tried again; if it stays so, open the address in a browser"
                        + " and correct it in mappings/exchange.yaml"));
        return failure;
    }

    private static Problem standsStill(PublishedTable table, LocalDate last, int days) {
        return new Problem(new Finding(
                "MAP-415", table.url(), "no new exchange rates are published there", "the last are of " + last,
                "rates no older than " + days + " days",
                "look whether the European Central Bank has newer ones, and where; write that address in mappings/exchange.yaml"));
    }
}
