package io.hourbook.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hourbook.allocation.GroupKey;
import io.hourbook.allocation.Standing;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;

/** The words of a line that takes back a line of a final document: the same, with the original document, its date and the reason named. */
final class Reversals {

    private final JdbcTemplate jdbc;
    private final ObjectMapper json = new ObjectMapper();

    Reversals(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** The reversal's JSON without the line id. */
    String content(long lineId, Group group) {
        Map<String, Object> row = jdbc.queryForMap(
                "select l.wire, if(l.reverses_id is null, l.entry_id, null) as entry_id, d.reference, d.date from document_line l join document d on d.id = l.document_id where l.id = ?", lineId);
        try {
            ObjectNode line = (ObjectNode) json.readTree((String) row.get("wire"));
            line.remove("line");
            String workDate = line.path("workDate").asText(row.get("date").toString());
            line.put(
                    "description",
                    "Takes back " + row.get("reference") + " of " + workDate + reason(line, (Number) row.get("entry_id"), group) + ": "
                            + line.path("description").asText());
            if (group.journal()) {
                swap(line);
            }
            return json.writeValueAsString(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("line " + lineId + " is not JSON", e);
        }
    }

    /** Why it is no longer right: what has become of its one entry since. Nothing is said of a line that gathers many, or takes one back itself. */
    private String reason(JsonNode line, Number entryId, Group group) {
        boolean owed = group.key().type() == GroupKey.Type.VENDOR_BILL;
        List<Map<String, Object>> now = entryId == null ? List.of() : jdbc.queryForList(
                "select state, reason, group_id, project, service, raw_seconds, %s as rate from %s where entry_id = ?".formatted(
                        owed ? "cost_rate" : "rate", owed ? "pay_allocation" : "bill_allocation"),
                entryId);
        return now.isEmpty() ? "" : " (" + reason(line, now.get(0), group) + ")";
    }

    private static String reason(JsonNode line, Map<String, Object> now, Group group) {
        if (!Standing.ALLOCATED.word().equals(now.get("state"))) {
            return "now " + now.get("reason");
        }
        if (line.path("rawSeconds").asLong() != ((Number) now.get("raw_seconds")).longValue()) {
            return "amended";
        }
        boolean same = Objects.equals(line.path("project").textValue(), now.get("project"))
                && Objects.equals(line.path("service").textValue(), now.get("service"));
        if (!same || !Objects.equals(group.id(), now.get("group_id") == null ? null : ((Number) now.get("group_id")).intValue())) {
            return "moved to " + now.get("project") + ", " + now.get("service");
        }
        BigDecimal rate = (BigDecimal) now.get("rate");
        boolean rated = rate != null && line.hasNonNull("rate") && new BigDecimal(line.path("rate").asText()).compareTo(rate) != 0;
        return rated ? "another rate" : "corrected";
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
