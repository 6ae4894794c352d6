package io.hourbook.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import io.hourbook.document.Documents.Outgoing;
import io.hourbook.mapping.Account;
import io.hourbook.mapping.MappingBook;
import io.hourbook.mapping.Target;
import io.hourbook.mapping.TargetNames;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A document as the text that a ledger file gets: one balanced transaction, before it what it needs declared. */
final class LedgerEntry {

    /** Accounts are declared from before all work. */
    private static final LocalDate EVER = LocalDate.of(1970, 1, 1);

    private final Target target;
    private final LedgerFormat format;
    private final MappingBook book;
    private final Chart chart;
    private final Parties parties;

    LedgerEntry(Target target, LedgerFormat format, MappingBook book) {
        this.target = target;
        this.format = format;
        this.book = book;
        this.chart = new Chart(book);
        this.parties = new Parties(book);
    }

    /** @param file that it is appended to */
    String text(Outgoing outgoing, JsonNode document, LedgerFile file) {
        StringWriter text = new StringWriter();
        try {
            LedgerWriter writer = format.writer(text);
            writer.base(book.policies().baseCurrency());
            if (document.path("type").asText().equals("payroll-batch")) {
                hours(document, text);
            } else {
                money(outgoing, document, file, writer);
            }
            writer.finish();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private void money(Outgoing outgoing, JsonNode document, LedgerFile file, LedgerWriter writer) throws IOException {
        String currency = document.path("currency").asText();
        List<Posting> postings = postings(document, currency);
        if (!file.declares(currency)) {
            writer.declare(currency, EVER);
        }
        Set<Chart.Place> places = new LinkedHashSet<>();
        postings.forEach(posting -> places.add(posting.place()));
        for (Chart.Place place : places) {
            if (!file.declares(place.path())) {
                writer.declare(place, EVER);
            }
        }
        Transaction transaction = transaction(outgoing, document);
        writer.begin(transaction);
        for (Posting posting : postings) {
            writer.posting(transaction, posting);
        }
        writer.end(transaction);
    }

    private Transaction transaction(Outgoing outgoing, JsonNode document) {
        String type = document.path("type").asText();
        String counterparty = text(document, "counterparty");
        return new Transaction(
                LocalDate.parse(document.path("date").asText()), true, outgoing.reference(), type, document.path("status").asText(),
                target.target(), document.path("period").asText(), parties.payee(type, counterparty), counterparty,
                document.hasNonNull("due") ? LocalDate.parse(document.path("due").asText()) : null, outgoing.revision(), null,
                outgoing.reference());
    }

    private List<Posting> postings(JsonNode document, String currency) {
        String type = document.path("type").asText();
        String counterparty = text(document, "counterparty");
        List<Posting> postings = new ArrayList<>();
        if (type.equals("journal-entry")) {
            document.path("lines").forEach(line -> {
                boolean debit = line.hasNonNull("debit");
                BigDecimal amount = new BigDecimal(line.path(debit ? "debit" : "credit").asText());
                postings.add(posting(line, journalPlace(line, debit, counterparty), currency, debit ? amount : amount.negate(), !debit));
            });
            return postings;
        }
        boolean debit = type.equals("sales-invoice") || type.equals("vendor-credit");
        boolean vendor = type.startsWith("vendor-");
        BigDecimal total = new BigDecimal(document.path("total").asText());
        Chart.Place party = vendor
                ? chart.account(own(book.posting().payable()), Account.Type.LIABILITY, named(counterparty))
                : chart.account(own(book.posting().receivable()), Account.Type.ASSET, named(counterparty));
        BigDecimal base = document.hasNonNull("baseTotal") ? new BigDecimal(document.path("baseTotal").asText()) : null;
        postings.add(new Posting(party, debit ? total : total.negate(), currency, base == null || debit ? base : base.negate(),
                document.path("reference").asText() + "/total", "Total of " + document.path("reference").asText(), null, null, null, null, null,
                Posting.Entries.NONE));
        document.path("lines").forEach(line -> {
            BigDecimal amount = new BigDecimal(line.path("amount").asText());
            Chart.Place place = chart.account(own(line.path("account").asText("none")), vendor ? Account.Type.EXPENSE : Account.Type.INCOME);
            postings.add(posting(line, place, currency, debit ? amount.negate() : amount, debit));
        });
        return postings;
    }

    private Chart.Place journalPlace(JsonNode line, boolean debit, String counterparty) {
        String account = line.path("account").asText("none");
        if (counterparty != null && account.equals(book.posting().customerDeposits())) {
            return chart.account(own(account), Account.Type.LIABILITY, named(counterparty));
        }
        Account.Type otherwise = counterparty != null ? Account.Type.INCOME : debit ? Account.Type.EXPENSE : Account.Type.LIABILITY;
        return chart.account(own(account), otherwise);
    }

    private static Posting posting(JsonNode line, Chart.Place place, String currency, BigDecimal amount, boolean negative) {
        BigDecimal base = line.hasNonNull("baseAmount") ? new BigDecimal(line.path("baseAmount").asText()) : null;
        return new Posting(
                place, amount, currency, base == null || !negative ? base : base.negate(), line.path("line").asText(), text(line, "description"),
                text(line, "worker"), text(line, "project"), text(line, "service"), text(line, "reverses"), null,
                name -> line.path("entries").forEach(entry -> name.accept(entry.asText())));
    }

    /** Hours are no money: a payroll batch stands there as a note, so that nothing is missing. */
    private static void hours(JsonNode document, StringWriter text) {
        text.append("; payroll ").append(document.path("period").asText()).append(": hours, no money\n");
        document.path("lines").forEach(line -> text.append("; ")
                .append(LedgerText.line(line.path("worker").asText())).append(' ')
                .append(line.path("week").asText()).append(' ')
                .append(line.path("code").asText()).append(' ')
                .append(Long.toString(line.path("seconds").asLong())).append(" s\n"));
    }

    private String own(String account) {
        return target.names().of(TargetNames.Kind.ACCOUNT, account);
    }

    private String named(String counterparty) {
        return target.names().of(TargetNames.Kind.COUNTERPARTY, counterparty);
    }

    private static String text(JsonNode of, String field) {
        return of.hasNonNull(field) ? of.path(field).asText() : null;
    }
}
