package io.hourbook.xero;

import io.hourbook.mapping.Target;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What targets.yaml says below {@code settings} of a target that is Xero.
 *
 * @param tenant     the id of the organisation, which each call names
 * @param authorised whether invoices, bills and credits go there approved; else as drafts
 * @param posted     whether journals go there posted; else as drafts
 * @param ourNumbers whether sales invoices and credit notes bear our references as their numbers; else Xero counts on
 * @param categories the tracking category there for a field of our lines ({@code project}, {@code service}, {@code worker})
 */
record Settings(String tenant, boolean authorised, boolean posted, boolean ourNumbers, Map<String, String> categories) {

    static Settings of(Target target) {
        Map<String, String> categories = new LinkedHashMap<>();
        for (String field : new String[] {"project", "service", "worker"}) {
            String category = target.setting(field + "_category", null);
            if (category != null) {
                categories.put(field, category);
            }
        }
        return new Settings(
                target.setting("tenant", ""),
                "authorised".equals(target.setting("status", "draft")),
                "posted".equals(target.setting("journal_status", "draft")),
                !"theirs".equals(target.setting("numbers", "ours")),
                categories);
    }
}
