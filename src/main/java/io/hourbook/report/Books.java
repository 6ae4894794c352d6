package io.hourbook.report;

import io.hourbook.ledger.Chart;
import io.hourbook.ledger.HledgerWriter;
import io.hourbook.ledger.LedgerWriter;
import io.hourbook.ledger.Parties;
import io.hourbook.ledger.Posting;
import io.hourbook.ledger.Transaction;
import io.hourbook.mapping.Account;
import io.hourbook.mapping.MappingBook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;

/** One walk through the books, from the opening balances to what must be left of the retainers. */
final class Books {

    static final YearMonth ALL = YearMonth.of(9999, 12);

    private final MappingBook book;
    private final LedgerWriter writer;
    private final LedgerDocuments documents;
    private final Chart chart;
    private final Parties parties;
    private final List<RetainerLedger.Balance> retainers;
    private final List<RetainerLedger.Balance> openings;
    private final Map<RetainerLedger.Key, BigDecimal> later;
    private int nextOpening;
    private LocalDate last;
    private long transactions;
    private long postings;

    /** @param until the last month that is written, {@link #ALL} for all of them */
    Books(JdbcTemplate jdbc, MappingBook book, LedgerWriter writer, YearMonth until) {
        this.book = book;
        this.writer = writer;
        this.chart = new Chart(book);
        this.parties = new Parties(book);
        this.documents = new LedgerDocuments(jdbc, book, chart, parties, until.atEndOfMonth());
        RetainerLedger ledger = new RetainerLedger(jdbc, book.retainers());
        this.retainers = ledger.balances(until);
        this.later = ledger.correctedLater(until, book.posting().customerDeposits());
        this.openings = retainers.stream()
                .filter(retainer -> retainer.from() != null && retainer.prepaid().signum() != 0)
                .sorted(Comparator.comparing(RetainerLedger.Balance::from).thenComparing(RetainerLedger.Balance::retainer))
                .toList();
    }

    LedgerExport.Written write() throws IOException {
        List<LedgerDocuments.Party> known = documents.parties();
        retainers.forEach(retainer -> deposits(retainer.retainer()));
        last = first();
        writer.head(new LedgerWriter.Head(
                book.version(), book.policies().baseCurrency(), last, chart.places(), currencies(known), payees(known)));
        Set<Chart.Place> declared = new HashSet<>(chart.places());
        LocalDate first = last;
        documents.each(this::document);
        openUntil(LocalDate.MAX);
        for (Chart.Place place : chart.places()) {
            // accounts that the mappings no longer have; both programs take a declaration anywhere in the file
            if (!declared.contains(place)) {
                writer.declare(place, first);
            }
        }
        for (RetainerLedger.Balance retainer : retainers) {
            writer.balance(
                    last, deposits(retainer.retainer()), left(retainer).negate(), retainer.currency(),
                    "what is left of retainer " + retainer.retainer() + ": prepaid less drawn, by its sub-ledger");
        }
        writer.finish();
        return new LedgerExport.Written(transactions, postings);
    }

    /** What was taken back by a journal of a later day is still drawn in this ledger. */
    private BigDecimal left(RetainerLedger.Balance retainer) {
        return retainer.balance().add(later.getOrDefault(retainer.key(), BigDecimal.ZERO));
    }

    private void document(LedgerDocuments.Document document) {
        try {
            Transaction transaction = document.transaction();
            openUntil(transaction.date());
            last = transaction.date();
            writer.begin(transaction);
            document.postings().each(posting -> post(transaction, posting));
            writer.end(transaction);
            transactions++;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void post(Transaction transaction, Posting posting) {
        try {
            writer.posting(transaction, posting);
            postings++;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opening balances up to and with a day. */
    private void openUntil(LocalDate day) throws IOException {
        while (nextOpening < openings.size() && !openings.get(nextOpening).from().isAfter(day)) {
            RetainerLedger.Balance opening = openings.get(nextOpening++);
            last = opening.from().isAfter(last) ? opening.from() : last;
            open(opening);
        }
    }

    private void open(RetainerLedger.Balance retainer) throws IOException {
        String reference = "HB-OPEN-" + retainer.retainer();
        Transaction transaction = new Transaction(
                retainer.from(), true, reference, "opening-balance", "opening", null, retainer.from().toString(),
                parties.client(retainer.client()), parties.customer(retainer.client()), null, 0, null, reference);
        String words = "Prepaid to retainer " + retainer.retainer();
        Chart.Place equity = chart.account(book.posting().openingBalances(), Account.Type.EQUITY);
        writer.begin(transaction);
        post(transaction, opening(equity, retainer, retainer.prepaid(), reference + "/1", words));
        post(transaction, opening(deposits(retainer.retainer()), retainer, retainer.prepaid().negate(), reference + "/2", words));
        writer.end(transaction);
        transactions++;
    }

    private Posting opening(Chart.Place place, RetainerLedger.Balance retainer, BigDecimal amount, String line, String words) {
        return new Posting(
                place, amount, retainer.currency(), null, line, words, null, null, null, null, book.version(), Posting.Entries.NONE);
    }

    private Chart.Place deposits(String retainer) {
        return chart.account(book.posting().customerDeposits(), Account.Type.LIABILITY, retainer);
    }

    private LocalDate first() {
        return Stream.concat(documents.firstDate().stream(), openings.stream().map(RetainerLedger.Balance::from))
                .min(LocalDate::compareTo)
                .orElse(LocalDate.EPOCH);
    }

    private Collection<String> currencies(List<LedgerDocuments.Party> known) {
        TreeSet<String> currencies = new TreeSet<>();
        currencies.add(book.policies().baseCurrency());
        known.forEach(party -> currencies.add(party.currency()));
        retainers.forEach(retainer -> currencies.add(retainer.currency()));
        return currencies;
    }

    private Collection<String> payees(List<LedgerDocuments.Party> known) {
        TreeSet<String> payees = new TreeSet<>();
        known.forEach(party -> payees.add(party.payee()));
        openings.forEach(retainer -> payees.add(parties.client(retainer.client())));
        payees.add(HledgerWriter.CHECK);
        return payees;
    }
}
