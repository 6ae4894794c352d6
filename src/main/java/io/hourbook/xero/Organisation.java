package io.hourbook.xero;

import com.fasterxml.jackson.databind.JsonNode;
import io.hourbook.delivery.Answer;
import java.util.ArrayList;
import java.util.List;

/**
 * The company as Xero has it.
 *
 * @param baseCurrency of its books
 * @param locks        until when it is locked, in words, or null where it is not
 */
record Organisation(String baseCurrency, String locks) {

    /** That of an answer, or null where it does not say. */
    static Organisation of(Answer answer) {
        JsonNode one = answer.ok() ? Json.read(answer.body()).path("Organisations").path(0) : null;
        String currency = one == null ? null : Json.text(one, "BaseCurrency");
        if (currency == null) {
            return null;
        }
        List<String> locks = new ArrayList<>();
        add(locks, "locked for all but advisers until ", Json.text(one, "PeriodLockDate"));
        add(locks, "for everybody until ", Json.text(one, "EndOfYearLockDate"));
        return new Organisation(currency, locks.isEmpty() ? null : String.join(", ", locks));
    }

    private static void add(List<String> locks, String words, String date) {
        String day = Element.day(date);
        if (day != null) {
            locks.add(words + day);
        }
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
