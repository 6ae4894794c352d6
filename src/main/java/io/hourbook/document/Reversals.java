package io.hourbook.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/** The words of a line that takes back a line of a final document: the same, with the original document and date named. */
final class Reversals {

    private final JdbcTemplate jdbc;
    private final ObjectMapper json = new ObjectMapper();

    Reversals(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** The reversal's JSON without the line id. */
    String content(long lineId, Group group) {
        Map<String, Object> row = jdbc.queryForMap(
                "select l.wire, d.reference, d.date from document_line l join document d on d.id = l.document_id where l.id = ?", lineId);
        try {
            ObjectNode line = (ObjectNode) json.readTree((String) row.get("wire"));
            line.remove("line");
            String workDate = line.path("workDate").asText(row.get("date").toString());
            line.put(
                    "description",
                    "Takes back " + row.get("reference") + " of " + workDate + ": " + line.path("description").asText());
            if (group.journal()) {
                swap(line);
            }
            return json.writeValueAsString(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("line " + lineId + " is not JSON", e);
        }
    }

    private static void swap(ObjectNode line) {
        JsonNode debit = line.remove("debit");
        JsonNode credit = line.remove("credit");
        if (debit != null) {
            line.set("credit", debit);
        }
        if (credit != null) {
            line.set("debit", credit);
        }
    }
}
