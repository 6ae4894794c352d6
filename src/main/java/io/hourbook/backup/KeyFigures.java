package io.hourbook.backup;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;

/** What the rows come to, in words and exact numbers: the same before and after, or something was lost on the way. */
final class KeyFigures {

    private static final String[] QUESTIONS = {
        "select 'entries', count(*) from entry",
        "select 'entries, seconds', coalesce(sum(seconds), 0) from entry",
        "select concat('pay side, ', state, ', seconds'), sum(raw_seconds) from pay_allocation group by state",
        "select concat('bill side, ', state, ', seconds'), sum(raw_seconds) from bill_allocation group by state",
        "select concat('pay codes, ', code, ', seconds'), sum(seconds) from pay_part group by code",
        "select concat('retainer ', retainer, ', drawn ', currency), sum(drawn_amount) from drawing group by retainer, currency",
        """
        select concat(d.type, coalesce(concat(' ', g.currency), ''), ', ', d.status, ', documents'), count(*)
        from document d join document_group g on g.id = d.group_id group by d.type, g.currency, d.status""",
        """
        select concat(d.type, coalesce(concat(' ', g.currency), ''), ', ', d.status, ', total'), sum(d.total)
        from document d join document_group g on g.id = d.group_id group by d.type, g.currency, d.status""",
        "select concat('deliveries, ', state), count(*) from delivery group by state",
        "select concat('dead letters, ', state), count(*) from dead_letter group by state"
    };

    private KeyFigures() {}

    static Map<String, String> of(Connection connection) throws SQLException {
        Map<String, String> figures = new TreeMap<>();
        try (Statement statement = connection.createStatement()) {
            for (String question : QUESTIONS) {
                try (ResultSet answer = statement.executeQuery(question)) {
                    while (answer.next()) {
                        figures.put(answer.getString(1), answer.getString(2));
                    }
                }
            }
        }
        return figures;
    }
}
