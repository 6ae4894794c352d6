package io.hourbook.console;

import static com.fasterxml.jackson.annotation.JsonFormat.Shape.STRING;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.hourbook.mapping.MappingBook;
import io.hourbook.mapping.Retainer;
import io.hourbook.report.RetainerLedger;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Prepaid balances: what was paid in advance, what has been drawn, what is left. */
@Component
class RetainerBoard {

    /**
     * @param client  its name
     * @param prepaid in {@code currency}; null where the mappings no longer have the retainer
     * @param balance prepaid less drawn; null with {@code prepaid}
     * @param overage what becomes of time beyond the balance: {@code invoice} or {@code hold}, or null
     */
    record Balance(
            String retainer, String client, String currency, @JsonFormat(shape = STRING) BigDecimal prepaid,
            @JsonFormat(shape = STRING) BigDecimal drawn, @JsonFormat(shape = STRING) BigDecimal balance, String overage) {}

    private final JdbcTemplate jdbc;

    RetainerBoard(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Those of the mappings first, then those that the mappings no longer have.
     *
     * @param book the mappings in force, or null where they cannot be read
     */
    List<Balance> balances(MappingBook book) {
        Map<String, Retainer> known = book == null ? Map.of() : book.retainers();
        return new RetainerLedger(jdbc, known).balances().stream()
                .map(balance -> shown(balance, known.get(balance.retainer()), book))
                .sorted(Comparator.comparing(balance -> balance.prepaid == null))
                .toList();
    }

    private static Balance shown(RetainerLedger.Balance balance, Retainer known, MappingBook book) {
        BigDecimal drawn = Figures.scaled(balance.prepaid().subtract(balance.balance()), balance.currency());
        return known == null
                ? new Balance(balance.retainer(), null, balance.currency(), null, drawn, null, null)
                : new Balance(
                        balance.retainer(), new BookWords(book).client(known.client()), balance.currency(),
                        Figures.scaled(balance.prepaid(), balance.currency()), drawn, Figures.scaled(balance.balance(), balance.currency()),
                        known.overage() == Retainer.Overage.HOLD ? "hold" : "invoice");
    }
}
