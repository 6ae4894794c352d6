package io.hourbook.sandbox;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Payments and credits that people record in the sandbox, in the table {@code sandbox_settlement}. */
@Component
class SandboxSettlements {

    /**
     * One of them.
     *
     * @param kind       payment or credit
     * @param baseAmount in the base currency, or null
     */
    record Settlement(int id, int documentId, String kind, LocalDate dated, BigDecimal amount, BigDecimal baseAmount, boolean reversed) {}

    private final JdbcTemplate jdbc;

    SandboxSettlements(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void add(int documentId, String kind, LocalDate dated, BigDecimal amount, BigDecimal baseAmount) {
        jdbc.update(
                "insert into sandbox_settlement (document_id, kind, dated, amount, base_amount) values (?, ?, ?, ?, ?)",
                documentId, kind, dated, amount, baseAmount);
    }

    /** Takes back all payments of a document. */
    void takeBackPayments(int documentId) {
        jdbc.update("update sandbox_settlement set reversed = true where document_id = ? and kind = 'payment'", documentId);
    }

    /** By document, in the order in which they were recorded; documents without any are absent. */
    Map<Integer, List<Settlement>> of(List<Integer> documents) {
        Map<Integer, List<Settlement>> all = new HashMap<>();
        if (!documents.isEmpty()) {
            jdbc.query(
                    "select * from sandbox_settlement where document_id in (" + "?,".repeat(documents.size() - 1) + "?) order by id",
                    row -> {
                        all.computeIfAbsent(row.getInt("document_id"), any -> new ArrayList<>()).add(new Settlement(
                                row.getInt("id"), row.getInt("document_id"), row.getString("kind"), row.getObject("dated", LocalDate.class),
                                row.getBigDecimal("amount"), row.getBigDecimal("base_amount"), row.getBoolean("reversed")));
                    },
                    documents.toArray());
        }
        return all;
    }
}
