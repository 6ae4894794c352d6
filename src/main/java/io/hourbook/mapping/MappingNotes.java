package io.hourbook.mapping;

import io.hourbook.name.FoldedName;
import io.hourbook.name.Spelling;
import io.hourbook.rate.Rate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a sound book says that may be meant so, and often is not: prices with days between them, rows that nothing can reach, and
 * names so alike that somebody will take one for the other. Notes, never findings.
 */
final class MappingNotes {

    /** Comparing each name with each other is for tables that people keep; a longer one is left alone. */
    private static final int MOST_NAMES = 2_000;

    /** A thing of the books with its name and its place. */
    private record Named(String id, String name, String at) {}

    private final MappingBook book;
    private final String folder;
    private final Faults notes;

    MappingNotes(MappingBook book, String folder, Faults notes) {
        this.book = book;
        this.folder = folder;
        this.notes = notes;
    }

    void look() {
        prices();
        new IdleRows(book, folder, notes).look();
        alike("worker", named(book.workers().values(), worker -> new Named(worker.worker(), worker.name(), worker.at())));
        alike("client", named(book.clients().values(), client -> new Named(client.client(), client.name(), client.at())));
        alike("project", named(book.projects().values(), project -> new Named(project.project(), project.name(), project.at())));
        alike("service", named(book.services().values(), service -> new Named(service.service(), service.name(), service.at())));
    }

    /** Rows that name the same, in order of their first day. */
    private void prices() {
        Map<List<String>, List<Rate>> same = new LinkedHashMap<>();
        for (Rate rate : book.rates().rates()) {
            same.computeIfAbsent(Arrays.asList(rate.client(), rate.project(), rate.service(), rate.worker()), any -> new ArrayList<>()).add(rate);
        }
        for (List<Rate> rates : same.values()) {
            rates.sort(Comparator.comparing(Rate::from));
            for (int i = 0; i + 1 < rates.size(); i++) {
                Rate earlier = rates.get(i);
                Rate later = rates.get(i + 1);
                if (earlier.until() != null && earlier.until().isBefore(later.from())) {
                    notes.add("MAP-501", earlier.at(), "between this price and the next there are days with neither",
                            "until " + earlier.until() + ", the next from " + later.from() + " (" + later.at() + ")",
                            "until " + later.from() + ", or no until at all", "close the gap, unless a row that names less is meant to hold there");
                } else if (earlier.until() != null && earlier.until().isAfter(later.from())) {
                    notes.add("MAP-501", earlier.at(), "this price ends earlier than it says, for the next has begun",
                            "until " + earlier.until() + ", the next from " + later.from() + " (" + later.at() + ")", "until " + later.from(),
                            "write the day on which it really ends");
                }
            }
        }
    }

    private static <T> List<Named> named(Collection<T> all, Function<T, Named> name) {
        return all.stream().map(name).filter(one -> one.name() != null).toList();
    }

    private void alike(String kind, List<Named> all) {
        if (all.size() > MOST_NAMES) {
            return;
        }
        List<String> words = all.stream().map(one -> String.join(" ", words(one.name()).sorted().toList())).toList();
        List<String> letters = all.stream().map(one -> String.join("", words(one.name()).toList())).toList();
        for (int i = 0; i < all.size(); i++) {
            for (int j = i + 1; j < all.size(); j++) {
                if (alike(words.get(i), words.get(j)) || alike(letters.get(i), letters.get(j))) {
                    Named first = all.get(i);
                    Named second = all.get(j);
                    notes.add("MAP-503", second.at(), "two " + kind + "s have names that are easily taken for each other",
                            Faults.quoted(second.name()) + ", and " + Faults.quoted(first.name()) + " (" + first.at() + ")",
                            "names that differ by a word, or one row for both",
                            "if both are meant, rename one; if they are one, drop a row and say in names.csv what the other name means");
                }
            }
        }
    }

    /** The words of a name without what people leave out. */
    private static Stream<String> words(String name) {
        return Stream.of(FoldedName.of(name).split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty() && !List.of("inc", "ltd", "llc", "gmbh", "co", "the").contains(word));
    }

    /** The same words, or one letter in five, two in ten that differ; numbers never, for phase 1 is not phase 2. */
    private static boolean alike(String one, String other) {
        if (Math.abs(one.length() - other.length()) > 2 || one.isEmpty() || other.isEmpty()) {
            return false;
        }
        boolean sameNumbers = Objects.equals(one.replaceAll("\\D+", " "), other.replaceAll("\\D+", " "));
        int shorter = Math.min(one.length(), other.length());
        return sameNumbers && (one.equals(other) || shorter >= 5 && Spelling.distance(one, other) <= (shorter >= 10 ? 2 : 1));
    }
}
