package io.hourbook.quickbooks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What QuickBooks says went wrong: in an answer of 400, in one part of a batch, now and then in an answer of 200.
 *
 * @param codes without leading zeros
 * @param type  {@code ValidationFault}, {@code SystemFault} …
 * @param words its own
 */
record Fault(Set<String> codes, String type, String words) {

    private static final int LONGEST_WORDS = 1_000;

    /** Of an answer or of a part of a batch, or null where it has none. */
    static Fault of(JsonNode of) {
        JsonNode fault = of.has("Fault") ? of.path("Fault") : of.path("fault");
        if (!fault.isObject()) {
            return null;
        }
        JsonNode errors = fault.has("Error") ? fault.path("Error") : fault.path("error");
        List<String> words = new ArrayList<>();
        List<String> codes = new ArrayList<>();
        for (JsonNode error : errors) {
            String code = error.path("code").asText("").replaceFirst("^0+(?=.)", "");
            codes.add(code);
            String message = error.path("Message").asText(error.path("message").asText(""));
            String detail = error.path("Detail").asText(error.path("detail").asText(""));
            words.add((code + " " + (detail.contains(message) ? detail : message + (detail.isBlank() ? "" : ": " + detail))).strip());
        }
        String all = words.stream().distinct().collect(Collectors.joining("; ")).replaceAll("\\p{Cntrl}+", " ");
        return new Fault(Set.copyOf(codes), fault.path("type").asText(""), all.length() > LONGEST_WORDS ? all.substring(0, LONGEST_WORDS) + "…" : all);
    }

    private boolean any(String... some) {
        for (String code : some) {
            if (codes.contains(code)) {
                return true;
            }
        }
        return false;
    }

    boolean numberTaken() {
        return any("6140");
    }

    boolean closed() {
        return any("6200", "6210");
    }

    boolean stale() {
        return any("5010");
    }

    boolean notFound() {
        return any("610");
    }

    boolean badReference() {
        return any("610", "2500");
    }

    boolean throttled() {
        return any("3001");
    }

    /** Whether it is QuickBooks that failed, so that nobody knows whether the work was done. */
    boolean theirs() {
        return type.equalsIgnoreCase("SystemFault") || type.equalsIgnoreCase("SERVICE") || any("10000");
    }

    /** Whether our credentials are meant, not the document. */
    boolean credentials() {
        return type.equalsIgnoreCase("AuthenticationFault") || type.equalsIgnoreCase("AuthorizationFault") || type.equalsIgnoreCase("AUTHENTICATION")
                || any("3200", "3100", "3202");
    }
}
