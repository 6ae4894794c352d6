package io.hourbook.cases;

import io.hourbook.mapping.AlertPolicy;
import io.hourbook.mapping.AlertPolicy.Kind;
import io.hourbook.mapping.AlertPolicy.Verdict;
import io.hourbook.mapping.MappingBook;
import io.hourbook.reload.CaseIn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Whether something is told that has lasted so long, or said again that was told so long ago, and to whom. */
final class AlertCases {

    private static final Instant NOON = Instant.parse("2025-03-04T12:00:00Z");

    private AlertCases() {}

    static Map<String, Object> answer(MappingBook book, CaseIn in) {
        AlertPolicy policy = AlertPolicy.of(book, System::getenv);
        Map<String, Kind> kinds = new LinkedHashMap<>();
        for (Kind kind : Kind.values()) {
            kinds.put(kind.word(), kind);
        }
        Kind kind = TableKinds.known(kinds, "kind", in.text("of", null));
        Instant at = Instant.parse(in.text("at", NOON.toString()));
        String ago = in.text("told_hours_ago", null);
        Duration lasted = Duration.ofMinutes(in.number("minutes", 0));
        long letters = in.number("letters", 0);
        Verdict verdict = ago == null ? policy.says(kind, lasted, letters, at)
                : policy.again(Duration.ofHours(Long.parseLong(ago)), at);
        List<String> to = new ArrayList<>();
        if (policy.mail() != null) {
            to.add("mail");
        }
        if (policy.hook() != null) {
            to.add("hook");
        }
        return TableKinds.fields(
                "told", verdict.name().toLowerCase(Locale.ROOT),
                "to", to.isEmpty() ? "nobody" : String.join(", ", to));
    }
}
