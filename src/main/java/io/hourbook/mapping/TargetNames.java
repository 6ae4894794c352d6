package io.hourbook.mapping;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What one accounting system calls what the books call otherwise: {@code mappings/target-names.csv}. */
public final class TargetNames {

    /** What can have another name there. */
    public enum Kind {
        /** A customer of clients.csv or a vendor of workers.csv. */
        COUNTERPARTY,
        ACCOUNT,
        ITEM,
        /** The tax code there of a counterparty, an account, or of everything ({@code *}). */
        TAX,
        PROJECT,
        SERVICE,
        WORKER
    }

    /** Everything is called there as here. */
    public static final TargetNames NONE = new TargetNames();

    /** Stands for everything that has no row of its own. */
    public static final String ALL = "*";

    private final Map<Kind, Map<String, String>> theirs = new EnumMap<>(Kind.class);

    /**
     * Those of rows.
     *
     * @param rows kind, ours and theirs
     * @throws IllegalArgumentException for a kind that is none
     */
    public static TargetNames of(List<List<String>> rows) {
        TargetNames names = new TargetNames();
        rows.forEach(row -> names.keep(Kind.valueOf(row.get(0).toUpperCase(Locale.ROOT)), row.get(1), row.get(2)));
        return names;
    }

    void keep(Kind kind, String ours, String name) {
        theirs.computeIfAbsent(kind, any -> new LinkedHashMap<>()).put(ours, name);
    }

    /** What the target calls it, where a row says so: its own row, or the one of all. */
    public Optional<String> find(Kind kind, String ours) {
        Map<String, String> names = theirs.getOrDefault(kind, Map.of());
        return Optional.ofNullable(names.getOrDefault(ours, names.get(ALL)));
    }

    /** The same, and where no row says otherwise it is called as here. */
    public String of(Kind kind, String ours) {
        return find(kind, ours).orElse(ours);
    }

    /** The tax code of a line: its counterparty's, else its account's, else that of all. */
    public Optional<String> tax(String counterparty, String account) {
        Map<String, String> names = theirs.getOrDefault(Kind.TAX, Map.of());
        String own = names.get(counterparty);
        return Optional.ofNullable(own != null ? own : names.getOrDefault(account, names.get(ALL)));
    }

    /** The same of a line that has a tax code of its own, or null: what the target calls that comes first. */
    public Optional<String> tax(String counterparty, String account, String code) {
        return Optional.ofNullable(code == null ? null : theirs.getOrDefault(Kind.TAX, Map.of()).get(code)).or(() -> tax(counterparty, account));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TargetNames names && theirs.equals(names.theirs);
    }

    @Override
    public int hashCode() {
        return theirs.hashCode();
    }
}
