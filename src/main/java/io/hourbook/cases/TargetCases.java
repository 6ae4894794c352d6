package io.hourbook.cases;

import io.hourbook.mapping.DocumentKind;
import io.hourbook.mapping.MappingBook;
import io.hourbook.mapping.Target;
import io.hourbook.mapping.TargetAuth;
import io.hourbook.mapping.WrittenTargets;
import io.hourbook.reload.CaseIn;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Where documents of a kind go, and how that target is called; or what is written of a target that is named. */
final class TargetCases {

    private TargetCases() {}

    static Map<String, Object> answer(MappingBook book, CaseIn in) {
        WrittenTargets written = WrittenTargets.of(book, Boolean.TRUE.equals(in.yes("rehearsed", false)));
        String kind = in.text("document", null);
        String name = in.text("named", null);
        Target target = name != null ? TableKinds.known(written.targets(), "target", name) : written.of(document(kind));
        Map<String, Object> fields = TableKinds.fields(
                "target", target.target(), "kind", target.kind().word(), "url", target.url(), "shown", shown(target.auth()), "line_limit", target.lineLimit(),
                "batch", target.batch(), "concurrency", target.concurrency(), "per_minute", target.perMinute(), "per_day", target.perDay(),
                "gzip", target.gzip() ? "yes" : "no", "timeout_seconds", target.timeoutSeconds(), "starts", target.starts());
        fields.put("settings", target.settings().isEmpty() ? null : new TreeMap<>(target.settings()).toString());
        return fields;
    }

    private static DocumentKind document(String kind) {
        Map<String, DocumentKind> kinds = new LinkedHashMap<>();
        Arrays.stream(DocumentKind.values()).forEach(one -> kinds.put(one.word(), one));
        return TableKinds.known(kinds, "document", kind);
    }

    /** What it is shown; never the secret. */
    private static String shown(TargetAuth auth) {
        if (auth == null) {
            return null;
        }
        return switch (auth.getClass().getSimpleName()) {
            case "Bearer" -> "token";
            case "ApiKey" -> "api_key";
            case "Basic" -> "basic";
            default -> "oauth2";
        };
    }
}
