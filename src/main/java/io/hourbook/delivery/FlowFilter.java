package io.hourbook.delivery;

import io.hourbook.timetable.PassScope;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Which documents are a flow's: their references say so by how they begin. */
final class FlowFilter {

    private static final int LENGTH = "HB-INV-".length();
    private static final Map<String, List<String>> BEGINNINGS = Map.of(
            "contractor", List.of("HB-BIL-", "HB-VCR-"),
            "billable", List.of("HB-INV-", "HB-CRN-"),
            "retainer", List.of("HB-RET-"),
            "payroll", List.of("HB-PAY-", "HB-LAB-"));

    private FlowFilter() {}

    /** A condition on the delivery {@code d}: its document is of no flow that waits. Made of our own words alone. */
    static String sent(PassScope scope) {
        return scope.waitingFlows().isEmpty() ? "true" : beginning("not in", scope.waitingFlows());
    }

    /** A condition on the delivery {@code d}: its document is of this flow. */
    static String of(String flow) {
        return beginning("in", List.of(flow));
    }

    // a single value rather than a join: what is read here must not be locked with the delivery
    private static String beginning(String operator, Iterable<String> flows) {
        String wanted = java.util.stream.StreamSupport.stream(flows.spliterator(), false)
                .flatMap(flow -> BEGINNINGS.getOrDefault(flow, List.of()).stream())
                .sorted()
                .map(beginning -> "'" + beginning + "'")
                .collect(Collectors.joining(", ", "(", ")"));
        return "(select left(x.reference, " + LENGTH + ") from document x where x.id = d.document_id) " + operator + " " + wanted;
    }
}
