package io.hourbook.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is wrong, for programs: the same object for each finding, whichever command tells it. */
final class FindingsJson {

    private FindingsJson() {}

    static Map<String, Object> object(Finding finding) {
        String line = finding.where().replaceFirst("^.*:(?=\\d{1,9}$)", "");
        boolean placed = line.matches("\\d{1,9}");
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("path", placed ? finding.where().substring(0, finding.where().length() - line.length() - 1) : finding.where());
        object.put("line", placed ? Integer.valueOf(line) : null);
        object.put("code", finding.code());
        object.put("what", finding.what());
        object.put("saw", finding.saw());
        object.put("want", finding.want());
        object.put("do", finding.fix());
        return object;
    }

    /** The answer of a command that did not come to its own, as one object: findings, elapsed_ms. */
    static String of(Problem told, long millis) throws JsonProcessingException {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("findings", told.findings().stream().map(FindingsJson::object).toList());
        object.put("elapsed_ms", millis);
        return new ObjectMapper().writeValueAsString(object);
    }
}
