package io.hourbook.delivery;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** How a delivery ended, in the words of cases. */
final class OutcomeFields {

    private OutcomeFields() {}

    static Map<String, Object> of(Due due, Outcome outcome) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("key", due.key());
        fields.put("status", outcome.status());
        fields.put("words", outcome.words());
        if (outcome instanceof Outcome.Delivered delivered) {
            fields.put("becomes", delivered.created() ? "created" : "updated");
            fields.put("id", delivered.externalId());
        } else if (outcome instanceof Outcome.Refused refused) {
            fields.put("becomes", "refused");
            fields.put("code", refused.finding().code());
            fields.put("id", refused.foundId());
            fields.put("doubt", refused.doubt() ? "yes" : "no");
        } else if (outcome instanceof Outcome.Final last) {
            fields.put("becomes", "final");
            fields.put("id", last.foundId());
        } else if (outcome instanceof Outcome.Overtaken overtaken) {
            fields.put("becomes", "overtaken");
            fields.put("id", overtaken.foundId());
        } else if (outcome instanceof Outcome.Later later) {
            fields.put("becomes", "later");
            fields.put("after", wait(later.notBefore()));
            fields.put("doubt", later.doubt() ? "yes" : "no");
            fields.put("target_rests", later.pausesTarget() ? "yes" : "no");
            fields.put("attempt", later.counts() ? "yes" : "no");
            fields.put("id", later.foundId());
        }
        return fields;
    }

    /** In seconds, or that Hourbook chooses. */
    private static String wait(Duration notBefore) {
        return notBefore == null ? "a while" : notBefore.toSeconds() + " s";
    }
}
