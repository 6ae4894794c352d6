package io.hourbook.reload;

import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import java.util.LinkedHashMap;
import java.util.Map;

/** A failure as a case may name it. */
final class CaseFailure {

    private CaseFailure() {}

    /** @param letter whether it was kept as a dead letter; else whoever sent the message hears of it */
    static Map<String, Object> fields(Throwable thrown, boolean letter) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (Throwable cause = thrown; cause != null && fields.isEmpty(); cause = cause.getCause()) {
            if (cause instanceof Problem problem) {
                Finding finding = problem.findings().get(0);
                fields.put("code", finding.code());
                fields.put("where", finding.where());
                fields.put("what", finding.what());
                fields.put("saw", finding.saw());
            }
        }
        if (fields.isEmpty()) {
            fields.put("code", "ROU-900");
            fields.put("what", CamelWords.plain(CaseRun.root(thrown)));
        }
        fields.put("letter", letter ? "yes" : "no");
        return fields;
    }
}
