package io.hourbook.cases;

import io.hourbook.mapping.AlertPolicy;
import io.hourbook.mapping.AlertPolicy.Kind;
import io.hourbook.mapping.MappingBook;
import io.hourbook.reload.CaseIn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Whether something is told that has lasted so long, and to whom. */
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
        String at = in.text("at", null);
        List<String> to = new ArrayList<>();
        if (policy.mail() != null) {
            to.add("mail");
        }
        if (policy.hook() != null) {
            to.add("hook");
        }
        return TableKinds.fields(
                "told", policy.says(kind, Duration.ofMinutes(in.number("minutes", 0)), in.number("letters", 0), at == null ? NOON : Instant.parse(at))
                        .name().toLowerCase(Locale.ROOT),
                "to", to.isEmpty() ? "nobody" : String.join(", ", to));
    }
}
