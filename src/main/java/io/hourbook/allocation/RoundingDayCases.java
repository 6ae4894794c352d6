package io.hourbook.allocation;

import io.hourbook.reload.CaseAdapter;
import io.hourbook.reload.CaseIn;
import io.hourbook.rounding.TimeRounding;
import io.hourbook.rounding.TimeRule;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A day as a case writes it: {@code minutes} in order, such as {@code 7:30}, and the {@code rule} as lines show it. */
public final class RoundingDayCases implements CaseAdapter {

    private static final Pattern RULE = Pattern.compile("(?:not rounded|(\\d+) min (up|down|half-up|half-even))(?:, at least (\\d+) min)?");
    private static final Pattern MINUTES = Pattern.compile("(\\d+)(?::([0-5]\\d))?");

    @Override
    public Object message(String route, Map<String, Object> fields) {
        CaseIn in = new CaseIn(fields);
        String rule = in.text("rule", null);
        List<RoundingDay.Entry> entries = new ArrayList<>();
        for (String minutes : in.texts("minutes")) {
            long seconds = seconds(minutes);
            entries.add(new RoundingDay.Entry(
                    entries.size() + 1, LocalDate.of(2025, 3, 4), seconds, seconds, null, null, null, "ACME", null, null));
        }
        in.done();
        return new RoundingDay("case", rule == null ? null : rule(rule), entries, List.of());
    }

    private static TimeRule rule(String sentence) {
        Matcher rule = RULE.matcher(sentence);
        if (!rule.matches()) {
            throw new IllegalArgumentException("a rule is written \"6 min up, at least 15 min\", not " + sentence);
        }
        return new TimeRule(
                rule.group(1) == null ? 1 : Integer.parseInt(rule.group(1)),
                rule.group(2) == null ? TimeRounding.NONE : TimeRounding.valueOf(rule.group(2).toUpperCase(Locale.ROOT).replace('-', '_')),
                rule.group(3) == null ? 0 : Integer.parseInt(rule.group(3)),
                TimeRule.Scope.DAY);
    }

    private static long seconds(String minutes) {
        Matcher written = MINUTES.matcher(minutes);
        if (!written.matches()) {
            throw new IllegalArgumentException("minutes are written 7 or 7:30, not " + minutes);
        }
        return 60 * Long.parseLong(written.group(1)) + (written.group(2) == null ? 0 : Long.parseLong(written.group(2)));
    }

    @Override
    public List<Map<String, Object>> fields(String exit, Object body) {
        RoundingDay day = (RoundingDay) body;
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("rounded", day.rounded().stream().map(RoundingDayCases::minutes).toList());
        fields.put("sum", minutes(day.rounded().stream().mapToLong(Long::longValue).sum()));
        return List.of(fields);
    }

    private static String minutes(long seconds) {
        return String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
    }
}
