package io.hourbook.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.document.Books;
import io.hourbook.entry.Row;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * What may befall entries over time, by chance from a seed: recorded, amended, moved between projects, clients and retainers, marked not
 * billable, delivered, made final, closed, opened again. At the end all documents, net, are what a fresh company would have been sent
 * that has only ever seen the last state of each entry.
 */
final class LifeCycle {

    private static final String[][] WORK = {
        {"W01", "ACME-WEB"}, {"W02", "ACME-APP"}, {"W09", "ACME-WEB"}, {"W03", "EMBER-CARE"}, {"W05", "FJORD-OPS"}, {"W11", "BLAU-ERP"}, {"W08", "DAIKO-SHOP"},
    };
    private static final String[] PROJECTS = {"ACME-WEB", "ACME-APP", "EMBER-CARE", "FJORD-OPS", "BLAU-ERP", "DAIKO-SHOP", "INTERNAL"};
    /** Clients whose work is drawn from a retainer: which of it is drawn and which invoiced depends on what was final when. */
    private static final List<String> DRAWN = List.of("EMBER", "FJORD");
    private static final UnaryOperator<String> SMALL_RETAINERS = text -> text.replace("16000.00", "900.00").replace("14000.00", "700.00");

    private final Books books;
    private final Random chance;
    private final Map<String, Row> last = new TreeMap<>();
    private final List<String> told = new ArrayList<>();
    private boolean everFinal;
    private String closedThrough = "";

    LifeCycle(Books books, long seed) {
        this.books = books;
        this.chance = new Random(seed);
        books.empty();
        edit(books, "");
    }

    /** @return what happened, for the message of a failure */
    List<String> live(int events) {
        for (int event = 0; event < events; event++) {
            switch (chance.nextInt(10)) {
                case 0, 1, 2, 3 -> record();
                case 4, 5 -> amend();
                case 6, 7 -> deliver();
                case 8 -> finalise();
                default -> close();
            }
        }
        return told;
    }

    private void record() {
        List<Row> rows = new ArrayList<>();
        for (int n = 1 + chance.nextInt(4); n > 0; n--) {
            rows.add(row(String.valueOf(last.size() + 1)));
        }
        take("recorded", rows);
    }

    private void amend() {
        if (!last.isEmpty()) {
            List<String> ids = new ArrayList<>(last.keySet());
            take("amended", List.of(row(ids.get(chance.nextInt(ids.size())))));
        }
    }

    /** Each entry has a day and an hour of its own, so that none overlaps another, whatever becomes of its length. */
    private Row row(String id) {
        int number = Integer.parseInt(id);
        String[] work = WORK[number % WORK.length];
        String project = chance.nextInt(4) == 0 ? PROJECTS[chance.nextInt(PROJECTS.length)] : work[1];
        LocalDate day = LocalDate.of(2025, 3, 1).plusDays(number * 11L % 60);
        Row row = Row.timed(work[0], day + "T" + (8 + number % 4 * 3 + ":00").replaceFirst("^(\\d):", "0$1:"), 300L + 60L * chance.nextInt(160))
                .on(project, chance.nextInt(3) == 0 ? "DESIGN" : "DEV").id(id);
        return last.compute(id, (key, before) -> chance.nextInt(8) == 0 ? row.notBillable() : row);
    }

    private void take(String what, List<Row> rows) {
        told.add(what + " " + rows.size());
        books.take(rows.toArray());
    }

    private void deliver() {
        for (String reference : books.references()) {
            if (chance.nextInt(2) == 0) {
                deliver(reference);
            }
        }
        told.add("delivered some");
    }

    private void deliver(String reference) {
        books.deliver(reference);
        books.bench.entries.jdbc.update("update delivery set state = 'delivered' where document_id = ?", books.id(reference));
    }

    private void finalise() {
        for (String reference : books.references()) {
            if (chance.nextInt(4) == 0) {
                deliver(reference);
                books.finalise(reference);
                everFinal = true;
            }
        }
        told.add("final some");
    }

    private void close() {
        closedThrough = chance.nextInt(4) == 0 ? "" : LocalDate.of(2025, 3, 15).plusDays(chance.nextInt(50)).toString();
        edit(books, closedThrough);
        everFinal |= !closedThrough.isEmpty();
        books.closePeriods();
        told.add("closed through " + closedThrough);
    }

    private static void edit(Books books, String closedThrough) {
        books.bench.edit(Map.of(
                "retainers.csv", SMALL_RETAINERS,
                "periods.yaml", text -> "zone: America/Los_Angeles\nclosed_through: " + closedThrough + "\n"));
    }

    /** Compares with a company that has only seen the last state of each entry. */
    void equalsFresh(Books fresh) {
        books.closePeriods();
        fresh.empty();
        edit(fresh, "");
        fresh.take(last.values().toArray());
        assertThat(sums(books)).as("%s", told).isNotEmpty().isEqualTo(sums(fresh));
        if (!everFinal) {
            assertThat(lines(books)).as("%s", told).isEqualTo(lines(fresh));
        }
        List<String> before = lines(books);
        books.recomputeAll();
        assertThat(lines(books)).as("looked at again").isEqualTo(before);
    }

    /** By group, counterparty, account and pay code; clients with retainers by client alone, over drawdowns and invoices. */
    private static Map<String, String> sums(Books books) {
        Map<String, String> sums = new TreeMap<>();
        books.bench.entries.jdbc.query(
                """
                select case when g.type in ('SALES_INVOICE', 'RETAINER_JOURNAL') and g.counterparty in (%s) then concat('client ', g.counterparty)
                         when g.type = 'LABOUR_JOURNAL' then concat(g.stem, ' ', l.account)
                         when g.type = 'PAYROLL_BATCH' then concat(g.stem, ' ', l.line_key) else g.stem end as what,
                  sum(case when g.type = 'RETAINER_JOURNAL' then if(l.account = '2400', l.amount, 0)
                         when d.type in ('credit-note', 'vendor-credit') then -l.amount
                         when g.type = 'PAYROLL_BATCH' then l.seconds else l.amount end) as amount
                from document_line l join document d on d.id = l.document_id join document_group g on g.id = d.group_id
                where l.until_revision is null group by 1 having amount <> 0""".formatted(customers(books)),
                row -> {
                    sums.put(row.getString(1), row.getBigDecimal(2).stripTrailingZeros().toPlainString());
                });
        return sums;
    }

    private static String customers(Books books) {
        return String.join(",", DRAWN.stream().map(client -> "'" + books.bench.book().clients().get(client).customer() + "'").toList());
    }

    private static List<String> lines(Books books) {
        return books.bench.entries.jdbc.queryForList(
                """
                select concat_ws(' ', d.reference, d.date, d.status, l.line_key, l.amount, l.base_amount, l.seconds, l.account)
                from document d left join document_line l on l.document_id = d.id and l.until_revision is null
                where d.status <> 'void' order by d.reference, l.line_key, l.amount""",
                String.class);
    }

    /** The books in hledger's words. */
    Path journal(Path folder) throws Exception {
        Path file = folder.resolve("books.journal");
        try (var out = Files.newBufferedWriter(file)) {
            new LedgerExport(books.bench.entries.source, books.bench.book()).write(LedgerExport.Format.HLEDGER, out);
        }
        return file;
    }
}
