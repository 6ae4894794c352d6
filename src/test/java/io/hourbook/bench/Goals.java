package io.hourbook.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** What Hourbook wants to be held to, each number in this one place, on two cores with the built-in database server. */
final class Goals {

    private static final double OF_FLOOR = 2.0 / 3;
    private static final double OF_SPRING_BATCH = 1;
    private static final double OF_TEXTBOOK = 50;
    private static final double HEAP_MB = 512;
    private static final long MILLION = 1_000_000;
    private static final double LARGE_TO_SMALL = 1.2;
    private static final double AGAIN_TO_FIRST = 3;
    private static final double STATEMENTS_PER_ENTRY = 0.05;
    private static final double COLLECTION_PERCENT = 5;
    private static final double IDLE_MS = 3_000;
    private static final double READY_MS = 6_000;

    enum Bound {
        AT_LEAST,
        AT_MOST,
        UNDER;

        String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** @param saw null where this run did not measure it */
    record Goal(String what, Double saw, Bound bound, double want, String unit) {

        boolean missed() {
            return saw != null && switch (bound) {
                case AT_LEAST -> saw < want;
                case AT_MOST -> saw > want;
                case UNDER -> saw >= want;
            };
        }

        String wanted() {
            return bound.words() + " " + number(want) + unit;
        }

        String seen() {
            return saw == null ? "not measured" : number(saw) + unit;
        }

        /** By how much it is missed is told as a share of what is wanted. */
        String sentence() {
            return String.format(Locale.ROOT, "%s: saw %s; want %s; missed by %.0f %%", what, seen(), wanted(), Math.abs(saw - want) * 100 / want);
        }

        private static String number(double value) {
            return value >= 100 ? String.format(Locale.ROOT, "%,.0f", value)
                    : String.format(Locale.ROOT, "%.4f", value).replaceFirst("(\\.\\d{2}\\d*?)0+$", "$1");
        }
    }

    private final List<Observed> all;
    private final Starts starts;
    private final long compared;
    private final List<Goal> goals = new ArrayList<>();

    private Goals(List<Observed> all, Starts starts, long compared) {
        this.all = all;
        this.starts = starts;
        this.compared = compared;
    }

    /** @param starts null where they were not measured; @param compared entries of the run that contenders are held against */
    static List<Goal> of(List<Observed> all, Starts starts, long compared) {
        Goals goals = new Goals(all, starts, compared);
        goals.contenders();
        goals.sizes();
        goals.again();
        goals.cost();
        goals.starts();
        return List.copyOf(goals.goals);
    }

    private void contenders() {
        against("floor", "whole job, of the rate of the plain-Java floor", OF_FLOOR);
        against("spring-batch", "whole job, times the rate of the same job in Spring Batch", OF_SPRING_BATCH);
        against("textbook", "whole job, times the rate of the textbook Camel route", OF_TEXTBOOK);
    }

    private void against(String rival, String what, double want) {
        Double ratio = hourbook().isEmpty() ? null
                : all.stream().filter(one -> one.who().equals(rival)).findFirst().map(one -> hourbook().get().rate() / one.rate()).orElse(null);
        goals.add(new Goal(what, ratio, Bound.AT_LEAST, want, ""));
    }

    private void sizes() {
        Double heap = firsts().stream().filter(one -> one.entries() >= MILLION).map(one -> (double) one.gc().peakMb()).max(Double::compare).orElse(null);
        goals.add(new Goal("1,000,000 entries and more with -Xmx512m, heap at most", heap, Bound.AT_MOST, HEAP_MB, " MB"));
        List<Observed> bySize = firsts().stream().sorted(java.util.Comparator.comparingLong(Observed::entries)).toList();
        Double ratio = bySize.size() < 2 ? null : bySize.get(bySize.size() - 1).microsPerEntry() / bySize.get(0).microsPerEntry();
        String sizes = bySize.size() < 2 ? "5,000,000 to 50,000"
                : String.format(Locale.ROOT, "%,d to %,d", bySize.get(bySize.size() - 1).entries(), bySize.get(0).entries());
        goals.add(new Goal("time per entry, " + sizes, ratio, Bound.AT_MOST, LARGE_TO_SMALL, ""));
    }

    private void again() {
        for (String what : List.of(Bench.AGAIN, Bench.CHANGED)) {
            Double ratio = all.stream().filter(one -> one.what().equals(what)).findFirst()
                    .flatMap(one -> hourbook().map(first -> one.rate() / first.rate())).orElse(null);
            goals.add(new Goal("a file already taken, " + what + ", times the first time's rate", ratio, Bound.AT_LEAST, AGAIN_TO_FIRST, ""));
        }
    }

    private void cost() {
        goals.add(worst("database statements per entry", Observed::statementsPerEntry, STATEMENTS_PER_ENTRY, ""));
        goals.add(worst("time in garbage collection", Observed::collectionPercent, COLLECTION_PERCENT, " %"));
    }

    private Goal worst(String what, ToDoubleFunction<Observed> of, double want, String unit) {
        // a small pass is mostly a cold start
        return new Goal(what, firsts().stream().filter(one -> one.entries() >= compared).map(of::applyAsDouble).max(Double::compare).orElse(null), Bound.UNDER, want, unit);
    }

    private void starts() {
        goals.add(new Goal("sync on nothing due, beyond start-up", starts == null ? null : (double) starts.idleMs(), Bound.UNDER, IDLE_MS, " ms"));
        goals.add(new Goal("second start of serve, until ready", starts == null ? null : (double) starts.readyMs(), Bound.UNDER, READY_MS, " ms"));
    }

    private List<Observed> firsts() {
        return all.stream().filter(one -> one.who().equals("hourbook") && one.what().equals(Bench.FIRST_TIME)).toList();
    }

    private Optional<Observed> hourbook() {
        return firsts().stream().filter(one -> one.entries() == compared).findFirst();
    }
}
