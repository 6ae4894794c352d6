package io.hourbook.mapping;

import io.hourbook.mapping.ReleaseRule.When;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads when documents go out. Where a value is wrong, it says so; the book is then refused whole. */
final class ReleaseReader {

    private static final ReleaseRule WHEN_RELEASED = new ReleaseRule(When.WHEN_RELEASED, 0);
    private static final Pattern PERIOD_END = Pattern.compile("period-end(?:\\s*\\+\\s*(\\d{1,9})\\s+days?)?");
    private static final int MOST_DAYS = 366;
    private static final String WANT =
            "continuously, period-end, period-end + N days (0 to " + MOST_DAYS + "), or when-released";

    private final PolicyFile file;
    private final Faults faults;

    ReleaseReader(PolicyFile file, Faults faults) {
        this.file = file;
        this.faults = faults;
    }

    /** @param targets the names that a target may have here */
    ReleasePolicy read(Collection<String> targets) {
        Map<DocumentKind, ReleaseRule> rules = new EnumMap<>(DocumentKind.class);
        for (DocumentKind kind : DocumentKind.values()) {
            rules.put(kind, rule(file.cell(kind.word())));
        }
        Map<String, Map<DocumentKind, ReleaseRule>> byTarget = new LinkedHashMap<>();
        YamlMap named = file.map("targets").only(List.copyOf(targets));
        for (String target : named.keys()) {
            YamlMap own = named.map(target).only(DocumentKind.words());
            Map<DocumentKind, ReleaseRule> differs = new EnumMap<>(DocumentKind.class);
            for (DocumentKind kind : DocumentKind.values()) {
                if (own.has(kind.word())) {
                    differs.put(kind, rule(own.cell(kind.word()).needed()));
                }
            }
            byTarget.put(target, differs);
        }
        return new ReleasePolicy(rules, byTarget);
    }

    /** What cannot be read counts as waiting for a person until the book is refused: nothing goes out by a slip of the pen. */
    private ReleaseRule rule(Cell cell) {
        if (cell.empty()) {
            return WHEN_RELEASED;
        }
        String words = cell.text().toLowerCase(Locale.ROOT);
        if (words.equals("continuously")) {
            return new ReleaseRule(When.CONTINUOUSLY, 0);
        }
        if (words.equals("when-released")) {
            return WHEN_RELEASED;
        }
        Matcher end = PERIOD_END.matcher(words);
        int days = !end.matches() ? -1 : end.group(1) == null ? 0 : Integer.parseInt(end.group(1));
        if (days >= 0 && days <= MOST_DAYS) {
            return new ReleaseRule(When.PERIOD_END, days);
        }
        cell.wrong("MAP-241", "is no time at which documents go out",
                WANT + faults.hint(words, List.of("continuously", "period-end", "when-released")), "write one of these");
        return WHEN_RELEASED;
    }
}
