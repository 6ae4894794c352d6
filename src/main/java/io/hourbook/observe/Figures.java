package io.hourbook.observe;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the database said when it was last asked.
 *
 * @param at    when that was; null before the first answer
 * @param light what is asked every time
 * @param heavy what can only change with a run, and is asked after one
 */
record Figures(Instant at, List<Figure> light, List<Figure> heavy) {

    static final Figures NONE = new Figures(null, List.of(), List.of());
    /** Older ones say nothing about now. */
    private static final Duration FRESH = Duration.ofMinutes(2);

    /** A count or a moment (seconds since 1970), and what it is of. */
    record Figure(String what, String of, String and, double number) {}

    boolean fresh(Instant now) {
        return at != null && Duration.between(at, now).compareTo(FRESH) < 0;
    }

    List<Figure> all(String what) {
        List<Figure> from = light.stream().anyMatch(each -> each.what().equals(what)) ? light : heavy;
        return from.stream().filter(each -> each.what().equals(what)).toList();
    }

    /** The one number of that kind, {@code otherwise} where there is none. */
    double one(String what, double otherwise) {
        return all(what).stream().findFirst().map(Figure::number).orElse(otherwise);
    }

    /** By what they are of. */
    Map<String, Double> by(String what) {
        Map<String, Double> numbers = new TreeMap<>();
        all(what).forEach(each -> numbers.merge(String.valueOf(each.of()), each.number(), Double::sum));
        return numbers;
    }

    /** The same for one second word. */
    Map<String, Double> by(String what, String and) {
        Map<String, Double> numbers = new TreeMap<>();
        all(what).stream().filter(each -> and.equals(each.and())).forEach(each -> numbers.merge(String.valueOf(each.of()), each.number(), Double::sum));
        return numbers;
    }
}
