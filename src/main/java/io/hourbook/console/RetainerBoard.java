package io.hourbook.console;

import static com.fasterxml.jackson.annotation.JsonFormat.Shape.STRING;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.hourbook.mapping.MappingBook;
import io.hourbook.mapping.Retainer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

    private record Drawn(String currency, BigDecimal amount) {}

    private final JdbcTemplate jdbc;

    RetainerBoard(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** @param book the mappings in force, or null where they cannot be read */
    List<Balance> balances(MappingBook book) {
        Map<String, Drawn> drawn = new TreeMap<>();
        jdbc.query(
                "select retainer, currency, sum(drawn_amount) as amount from drawing group by retainer, currency",
                row -> {
                    drawn.put(row.getString("retainer"), new Drawn(row.getString("currency"), row.getBigDecimal("amount")));
                });
        List<Balance> balances = new ArrayList<>();
        if (book != null) {
            new TreeMap<>(book.retainers()).values().forEach(retainer ->
                    balances.add(balance(book, retainer, drawn.remove(retainer.retainer()))));
        }
        drawn.forEach((retainer, amount) -> balances.add(new Balance(
                retainer, null, amount.currency, null, Figures.scaled(amount.amount, amount.currency), null, null)));
        return balances;
    }

    private static Balance balance(MappingBook book, Retainer retainer, Drawn drawn) {
        BigDecimal amount = Figures.scaled(drawn == null ? BigDecimal.ZERO : drawn.amount, retainer.currency());
        BigDecimal prepaid = Figures.scaled(retainer.prepaid(), retainer.currency());
        return new Balance(
                retainer.retainer(), new BookWords(book).client(retainer.client()), retainer.currency(), prepaid, amount,
                prepaid.subtract(amount), retainer.overage() == Retainer.Overage.HOLD ? "hold" : "invoice");
    }
}
