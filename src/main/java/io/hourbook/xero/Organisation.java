package io.hourbook.xero;

import com.fasterxml.jackson.databind.JsonNode;
import io.hourbook.delivery.Answer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The company as Xero has it.
 *
 * @param baseCurrency of its books
 * @param locks        until when it is locked
 */
record Organisation(String baseCurrency, Locks locks) {

    /** That of an answer, or null where it does not say. */
    static Organisation of(Answer answer) {
        JsonNode one = answer.ok() ? Json.read(answer.body()).path("Organisations").path(0) : null;
        String currency = one == null ? null : Json.text(one, "BaseCurrency");
        if (currency == null) {
            return null;
        }
        return new Organisation(currency, new Locks(day(one, "PeriodLockDate"), day(one, "EndOfYearLockDate")));
    }

    private static LocalDate day(JsonNode of, String field) {
        String day = Element.day(Json.text(of, field));
        return day == null ? null : LocalDate.parse(day);
    }

    /** The ids of those that can be used. */
    static List<String> contacts(JsonNode contacts) {
        List<String> ids = new ArrayList<>();
        for (JsonNode contact : contacts) {
            String id = Json.text(contact, "ContactID");
            if (id != null && !"ARCHIVED".equals(Json.text(contact, "ContactStatus"))) {
                ids.add(id);
            }
        }
        return ids;
    }
}
