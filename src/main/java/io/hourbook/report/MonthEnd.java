package io.hourbook.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.hourbook.home.Home;
import io.hourbook.ledger.CsvRows;
import io.hourbook.mapping.MappingBook;
import io.hourbook.mapping.Mappings;
import io.hourbook.problem.Causes;
import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.camel.Body;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Variable;
import org.apache.camel.util.ObjectHelper;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * The books of a month in {@code out/month-end/2025-03/}: the ledger up to its last day, its holds, documents and retainers, and
 * whether it is closed. Written by the routes month-end and write-month; the same month again is written anew, whole.
 */
@Component("monthEnd")
public class MonthEnd {

    private static final Map<LedgerExport.Format, String> LEDGERS = Map.of(
            LedgerExport.Format.HLEDGER, "ledger.journal",
            LedgerExport.Format.BEANCOUNT, "ledger.beancount",
            LedgerExport.Format.CSV, "ledger.csv");
    /** Exchange variables of the routes. */
    private static final String MONTH = "month";

    private final Home home;
    private final DataSource database;
    private final Mappings mappings;
    private final CamelContext camel;
    private final Clock clock;

    MonthEnd(Home home, DataSource database, Mappings mappings, CamelContext camel, Clock clock) {
        this.home = home;
        this.database = database;
        this.mappings = mappings;
        this.camel = camel;
        this.clock = clock;
    }

    /**
     * Writes a month.
     *
     * @throws Problem RUN-311 where it cannot be written; what was there stays
     */
    public void write(YearMonth month) {
        Exchange exchange = camel.createFluentProducerTemplate().to("direct:write-month").withBody(month).send();
        Exception failed = exchange.getException();
        if (failed != null) {
            throw ObjectHelper.getException(Problem.class, failed) == null
                    ? notWritten(month, failed) : ObjectHelper.getException(Problem.class, failed);
        }
    }

    /** The month that ended before a slot came due, in the company's zone; before now, where none is given. */
    public YearMonth ended(@ExchangeProperty("slotDueAt") Instant dueAt) {
        Instant at = dueAt == null ? clock.instant() : dueAt;
        return YearMonth.from(at.atZone(book().policies().companyZone())).minusMonths(1);
    }

    /** An empty draft of the month's folder; the month stays in the exchange variable {@code month}. */
    public void begin(Exchange exchange) {
        YearMonth month = exchange.getMessage().getBody(YearMonth.class);
        exchange.setVariable(MONTH, month);
        try {
            folder(month).begin();
        } catch (IOException failed) {
            throw notWritten(month, failed);
        }
    }

    /** The ledger up to the month's last day, in every format: opening balances and what came before belong to it. */
    public void ledgers(@Variable(MONTH) YearMonth month) {
        LedgerExport ledger = new LedgerExport(database, book());
        LEDGERS.forEach((format, file) -> {
            try (BufferedWriter out = Files.newBufferedWriter(folder(month).draft().resolve(file))) {
                ledger.write(format, out, month);
            } catch (IOException failed) {
                throw notWritten(month, failed);
            }
        });
    }

    /** The tables that the route writes one after the other. */
    public List<MonthList> lists(@Variable(MONTH) YearMonth month) {
        MonthLists lists = new MonthLists(month, LocalDate.ofInstant(clock.instant(), book().policies().companyZone()));
        return List.of(lists.holds(), lists.documents());
    }

    /** What a table says. */
    public Iterator<?> rows(@Body Iterator<Map<String, Object>> asked, @Variable("list") MonthList list) {
        return list.rows(asked);
    }

    /** Writes what was prepaid, drawn and left of each retainer, and what the liability account has. */
    public void retainers(@Variable(MONTH) YearMonth month) {
        try (BufferedWriter out = Files.newBufferedWriter(folder(month).draft().resolve("retainers.csv"))) {
            out.write('\uFEFF');
            CsvWriter csv = CsvWriter.builder().build(out);
            csv.writeRecord("retainer", "client", "currency", "opening", "prepaid", "drawn", "closing", "corrected later", "in the books", "agrees");
            for (MonthSummary.RetainerMonth one : figures(month).retainers()) {
                csv.writeRecord(
                        CsvRows.text(one.retainer()), CsvRows.text(one.client()), one.currency(), one.opening().toPlainString(),
                        one.prepaid().toPlainString(), one.drawn().toPlainString(), one.closing().toPlainString(),
                        one.correctedLater().toPlainString(), one.booked().toPlainString(), one.agrees() ? "yes" : "no");
            }
            csv.flush();
        } catch (IOException failed) {
            throw notWritten(month, failed);
        }
    }

    /** How the month stands, for month-end.json; for people it is written as summary.txt at once. */
    public MonthSummary summary(@Variable(MONTH) YearMonth month) {
        MonthFolder folder = folder(month);
        try {
            MonthSummary summary = figures(month).summary(clock.instant(), folder.files());
            Files.writeString(folder.draft().resolve("summary.txt"), new MonthText().of(summary));
            return summary;
        } catch (IOException failed) {
            throw notWritten(month, failed);
        }
    }

    /** The draft takes the place of the month's folder. */
    public void publish(@Variable(MONTH) YearMonth month) {
        try {
            folder(month).publish();
        } catch (IOException failed) {
            throw notWritten(month, failed);
        }
    }

    private MonthFigures figures(YearMonth month) {
        return new MonthFigures(new JdbcTemplate(database), book(), month);
    }

    private MappingBook book() {
        return mappings.current().book();
    }

    private MonthFolder folder(YearMonth month) {
        return new MonthFolder(home.out().resolve("month-end"), month);
    }

    /** Those of the file system are no sentences. */
    private static Problem notWritten(YearMonth month, Exception failed) {
        return new Problem(
                new Finding(
                        "RUN-311", "out/month-end/" + month, "the month could not be written: " + Causes.ofFile(failed), null,
                        "a folder that Hourbook may write to, and room",
                        "make room or give the right to write there, and start the schedule month-end again; what was there before stays"),
                failed);
    }
}
