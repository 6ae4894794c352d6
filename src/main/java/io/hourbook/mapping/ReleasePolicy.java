package io.hourbook.mapping;

import java.util.Map;

/**
 * When documents go out: {@code release.yaml}.
 *
 * @param rules    one for each kind
 * @param byTarget what differs at a target, by its name
 */
public record ReleasePolicy(Map<DocumentKind, ReleaseRule> rules, Map<String, Map<DocumentKind, ReleaseRule>> byTarget) {

    /** The rule for one kind at one target. */
    public ReleaseRule rule(String target, DocumentKind kind) {
        ReleaseRule own = byTarget.getOrDefault(target, Map.of()).get(kind);
        return own == null ? rules.get(kind) : own;
    }
}
