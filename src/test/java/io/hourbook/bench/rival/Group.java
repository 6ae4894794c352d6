package io.hourbook.bench.rival;

import io.hourbook.allocation.GroupKey;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/** The documents of one type, counterparty, currency and period, with a number. */
record Group(int id, GroupKey key) {

    /** Asked for every entry; the number is enough. */
    @Override
    public int hashCode() {
        return id;
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    LocalDate to() {
        return key.type() == GroupKey.Type.PAYROLL_BATCH ? LocalDate.parse(key.period()).plusDays(6) : YearMonth.parse(key.period()).atEndOfMonth();
    }

    boolean journal() {
        return key.type() == GroupKey.Type.RETAINER_JOURNAL || key.type() == GroupKey.Type.LABOUR_JOURNAL;
    }

    /** All groups as they come up; found again by what is at hand of an entry, without making their names. */
    static final class Groups {

        private record Short(String party, GroupKey.Type type, String currency, int month) {}

        private final Map<Short, Group> known = new HashMap<>();
        private final Map<String, Group> byStem = new LinkedHashMap<>();
        private final ToIntFunction<GroupKey> numbers;

        /** Numbered from 1. */
        Groups() {
            this.numbers = key -> byStem.size() + 1;
        }

        /** @param numbers where the number of a group comes from that is not known yet */
        Groups(ToIntFunction<GroupKey> numbers) {
            this.numbers = numbers;
        }

        /** @param party who or what, in one word, is behind a document of that type: a client, a worker, a retainer */
        Group of(String party, GroupKey.Type type, String currency, LocalDate date, Supplier<GroupKey> key) {
            Short name = new Short(party, type, currency, date.getYear() * 12 + date.getMonthValue());
            Group group = known.get(name);
            if (group == null) {
                group = of(key.get());
                known.put(name, group);
            }
            return group;
        }

        /** Two workers of one vendor share their bill. */
        Group of(GroupKey key) {
            return byStem.computeIfAbsent(key.stem(), stem -> new Group(numbers.applyAsInt(key), key));
        }

        /** In the order in which they came up. */
        List<Group> all() {
            return new ArrayList<>(byStem.values());
        }
    }
}
