package io.hourbook.mapping;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which edits of routes and mappings are substantial, and wait for a second person: {@code changes.yaml}. */
public final class ChangePolicy {

    private final Set<ChangeKind> waits;
    private final BigDecimal movesMoreThan;
    private final String currency;

    /**
     * @param movesMoreThan money in the base currency, or null where nobody asks how much an edit moves
     * @param currency      the base currency, or null
     */
    ChangePolicy(Set<ChangeKind> waits, BigDecimal movesMoreThan, String currency) {
        this.waits = waits;
        this.movesMoreThan = movesMoreThan;
        this.currency = currency;
    }

    /**
     * The policy of a mapping book. One that cannot be read lets nothing through by itself: nobody switches it off by a slip of the pen.
     *
     * @param mappings path within {@code mappings/} to bytes; without {@code changes.yaml}, what is shipped holds
     */
    public static ChangePolicy of(Map<String, byte[]> mappings) {
        Faults faults = new Faults();
        ChangePolicy policy = new ChangesReader(new PolicyFile(Policy.CHANGES, MappingFiles.of("mappings", mappings, faults), faults), faults).read();
        return faults.none() ? policy : new ChangePolicy(EnumSet.allOf(ChangeKind.class), policy.movesMoreThan, policy.currency);
    }

    /** The policy of a book that was read. */
    public static ChangePolicy of(MappingBook book) {
        String text = book.content().get(Policy.CHANGES.file());
        return of(text == null ? Map.of() : Map.of(Policy.CHANGES.file(), text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Whether any edit waits at all. */
    public boolean on() {
        return !waits.isEmpty() || movesMoreThan != null;
    }

    /** Whether it has to be found out how much money an edit moves. */
    public boolean asksWhatMoves() {
        return movesMoreThan != null;
    }

    /**
     * What makes an edit substantial by what it changes, a sentence each; none where nothing does. How a file is written (comments,
     * blanks, the order of rows) counts for nothing, and neither do cases ({@link #fewerCases}). The policy itself does, where it is switched on.
     *
     * @param before the files in force, paths from the home on
     * @param after  the files as they would be
     */
    public List<String> reasons(Map<String, byte[]> before, Map<String, byte[]> after) {
        Set<String> paths = new TreeSet<>(before.keySet());
        paths.addAll(after.keySet());
        List<String> reasons = new ArrayList<>();
        if (changesItself(before, after)) {
            reasons.add("the policy itself: " + ChangeKind.POLICY);
        }
        for (ChangeKind kind : waits) {
            List<String> of = paths.stream().filter(path -> !path.equals(ChangeKind.POLICY) && kind.columns(path) != null)
                    .filter(path -> !Meaning.same(path, kind.columns(path), before.get(path), after.get(path))).toList();
            if (!of.isEmpty()) {
                reasons.add(kind.word() + ": " + String.join(", ", of));
            }
        }
        return reasons;
    }

    /**
     * The sentence for an edit that takes cases away; none where nobody asks for that.
     *
     * @param paths the files that have fewer cases, from the home on; none where no case is gone
     */
    public List<String> fewerCases(List<String> paths) {
        return paths.isEmpty() || !asksForCases() ? List.of() : List.of(ChangeKind.FEWER_CASES.word() + ": " + String.join(", ", paths));
    }

    /** Whether an edit waits that takes cases away. */
    public boolean asksForCases() {
        return waits.contains(ChangeKind.FEWER_CASES);
    }

    /** Whether an edit changes which edits wait, where any do. */
    public boolean changesItself(Map<String, byte[]> before, Map<String, byte[]> after) {
        return on() && !Meaning.same(ChangeKind.POLICY, List.of(), before.get(ChangeKind.POLICY), after.get(ChangeKind.POLICY));
    }

    /** Whether an edit says anything else than what is in force: where not, it moves nothing, and nobody has to find out. */
    public static boolean saysElse(Map<String, byte[]> before, Map<String, byte[]> after) {
        Set<String> paths = new TreeSet<>(before.keySet());
        paths.addAll(after.keySet());
        return paths.stream().anyMatch(path -> !Meaning.same(path, List.of(), before.get(path), after.get(path)));
    }

    /** The sentence for an edit that moves so much; none where that is not more than the policy says. */
    public List<String> reasons(BigDecimal moved) {
        return movesMoreThan == null || moved.compareTo(movesMoreThan) <= 0 ? List.of()
                : List.of("it moves " + moved.toPlainString() + " " + currency + ", more than " + movesMoreThan.toPlainString() + " " + currency);
    }

    /**
     * What would be said of one change, for cases.
     *
     * @param path   from the home on
     * @param column of a table, or null: all of it
     * @param moved  in the base currency, or null
     * @throws IllegalArgumentException where the table has no such column
     */
    public List<String> says(String path, String column, BigDecimal moved) {
        if (path != null && column != null && !ChangeKind.columnsOf(path).contains(column)) {
            throw new IllegalArgumentException("no column \"" + column + "\" in " + path);
        }
        boolean itself = ChangeKind.POLICY.equals(path);
        Stream<String> named = path == null ? Stream.empty()
                : Meaning.ofCases(path) ? asksForCases() ? Stream.of(ChangeKind.FEWER_CASES.word()) : Stream.empty()
                : itself ? on() ? Stream.of("policy") : Stream.empty()
                : ChangeKind.of(path, column).stream().filter(waits::contains).map(ChangeKind::word);
        Stream<String> money = moved == null || reasons(moved).isEmpty() ? Stream.empty() : Stream.of("moves");
        return Stream.concat(named, money).collect(Collectors.toList());
    }
}
