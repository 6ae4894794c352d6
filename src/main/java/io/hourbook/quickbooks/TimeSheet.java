package io.hourbook.quickbooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hourbook.problem.Finding;
import io.hourbook.quickbooks.Wanted.Kind;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a payroll batch is there: one time activity for each worker, week and pay code, in whole minutes. */
final class TimeSheet {

    private static final int SECONDS = 60;
    private static final int MINUTES = 60;

    private final Company company;
    private final Ids ids;
    private final Mark mark;
    private final JsonNode ours;

    TimeSheet(Company company, Ids ids, Mark mark, JsonNode ours) {
        this.company = company;
        this.ids = ids;
        this.mark = mark;
        this.ours = ours;
    }

    /** The activities, by the words that name each in its description. */
    Map<String, ObjectNode> activities() {
        Map<String, ObjectNode> activities = new LinkedHashMap<>();
        for (JsonNode line : ours.path("lines")) {
            if (line.path("seconds").asLong() != 0) {
                activities.put(name(line), activity(line));
            }
        }
        return activities;
    }

    /** The first time that has no place there, or null where all has. */
    Finding unfit(Cures cures) {
        for (JsonNode line : ours.path("lines")) {
            long seconds = line.path("seconds").asLong();
            if (seconds < 0 || seconds % SECONDS != 0 && !company.startedMinutes()) {
                return cures.seconds(line.path("worker").asText() + " " + line.path("week").asText() + " " + line.path("code").asText(), seconds);
            }
        }
        return null;
    }

    private ObjectNode activity(JsonNode line) {
        long seconds = line.path("seconds").asLong();
        long minutes = (seconds + SECONDS - 1) / SECONDS;
        ObjectNode activity = Wire.object();
        activity.put("TxnDate", ours.path("date").asText());
        activity.put("NameOf", "Employee");
        Bodies.ref(activity, "EmployeeRef", ids.of(Kind.EMPLOYEE, line.path("worker").asText()));
        ids.named(Kind.ITEM, line.path("code").asText()).ifPresent(item -> Bodies.ref(activity, "ItemRef", item));
        activity.put("BillableStatus", "NotBillable");
        activity.put("Hours", minutes / MINUTES);
        activity.put("Minutes", minutes % MINUTES);
        activity.put("Description", name(line) + " " + seconds + " s [" + Fingerprint.of(Entity.TIME_ACTIVITY, activity) + "]");
        return activity;
    }

    private String name(JsonNode line) {
        return "Hourbook " + mark.reference() + " " + line.path("worker").asText() + " " + line.path("week").asText() + " "
                + line.path("code").asText();
    }
}
