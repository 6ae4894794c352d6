package io.hourbook.document;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Compares what a group's documents should say with what stands, and says what each open document becomes. Pure.
 *
 * <p>Final documents are never touched: a line that stands on one and is no longer right is taken back by a reversal and,
 * where there is something to say instead, said anew. The open documents are a function of the wanted lines and of what is
 * final; a line that stands in an open part stays in that part.
 */
final class Assembly {

    /** What one document becomes. {@code standing} is null for a new one; {@code lines} are all of its lines, in order. */
    record Change(StandingDocument standing, String type, String stem, int part, List<Line> lines) {}

    private final Group group;
    private final int lineLimit;
    private final List<StandingDocument> documents;
    private final Map<StandingDocument, List<Line>> open = new LinkedHashMap<>();
    private final List<Change> fresh = new ArrayList<>();

    private Assembly(Group group, int lineLimit, List<StandingDocument> documents) {
        this.group = group;
        this.lineLimit = lineLimit;
        this.documents = documents;
    }

    static List<Change> of(Group group, int lineLimit, List<Line> wanted, List<StandingDocument> documents) {
        return new Assembly(group, lineLimit, documents).assemble(wanted);
    }

    private List<Change> assemble(List<Line> wanted) {
        List<Line> plus = new ArrayList<>();
        List<Line> minus = new ArrayList<>();
        if (group.payroll()) {
            adjust(wanted, plus);
        } else {
            correct(wanted, plus, minus);
        }
        documents.stream().filter(StandingDocument::open).forEach(document -> open.put(document, new ArrayList<>()));
        place(plus, group.key().type().wire(), group.key().stem());
        place(minus, group.correctionType(), group.correctionStem());
        List<Change> changes = new ArrayList<>();
        open.forEach((document, lines) ->
                changes.add(new Change(document, document.type(), stem(document), document.part(), lines)));
        changes.addAll(fresh);
        return changes;
    }

    /** What holds on final documents is compared; what differs is taken back and said anew. */
    private void correct(List<Line> wanted, List<Line> plus, List<Line> minus) {
        FinalLines said = FinalLines.of(frozenLines());
        Map<String, List<Line>> holding = new LinkedHashMap<>();
        said.holding().forEach(line -> holding.computeIfAbsent(line.key(), any -> new ArrayList<>()).add(line));
        for (Line line : wanted) {
            List<Line> standing = holding.getOrDefault(line.key(), List.of());
            Line right = standing.stream().filter(one -> one.means(line)).findFirst().orElse(null);
            if (right == null) {
                plus.add(line);
            } else {
                standing.remove(right);
            }
        }
        holding.values().forEach(wrong -> wrong.forEach(line -> minus.add(reversal(line))));
        // a credit too many is taken back by an invoice, and what took back a credit that is no more by a credit
        Set<Integer> credits = documents.stream().filter(document -> !document.type().equals(group.key().type().wire()))
                .map(StandingDocument::id).collect(Collectors.toSet());
        said.surplus().forEach(line -> (credits.contains(line.documentId()) || group.journal() ? plus : minus).add(reversal(line)));
    }

    /** Its words are made from the line's own when it is stored; what it is depends on that line alone. */
    private Line reversal(Line line) {
        boolean signed = group.journal();
        return new Line(
                0, 0, 0, line.key(), line.id(), Hashes.of("reverses " + line.id()), line.entryId(), line.account(),
                signed ? line.amount().negate() : line.amount(),
                signed && line.baseAmount() != null ? line.baseAmount().negate() : line.baseAmount(),
                line.seconds(), line.mappingVersionId(), null);
    }

    /** Payroll: what final batches already said is subtracted; the difference goes out signed. */
    private void adjust(List<Line> wanted, List<Line> plus) {
        Map<String, Long> said = new LinkedHashMap<>();
        Map<String, Line> example = new HashMap<>();
        frozenLines().forEach(line -> {
            said.merge(line.key(), line.seconds(), Long::sum);
            example.put(line.key(), line);
        });
        for (Line line : wanted) {
            Long before = said.remove(line.key());
            if (before == null || before == 0) {
                plus.add(line);
            } else if (!before.equals(line.seconds())) {
                plus.add(PayrollLines.adjusted(line, line.seconds() - before));
            }
        }
        said.forEach((key, before) -> {
            if (before != 0) {
                plus.add(PayrollLines.adjusted(example.get(key), -before));
            }
        });
    }

    private List<Line> frozenLines() {
        return documents.stream()
                .filter(document -> !document.open())
                .flatMap(document -> document.lines().stream())
                .sorted(Comparator.comparingLong(Line::id))
                .toList();
    }

    /** Lines that stand in an open part stay there; others fill the last part and open new ones. */
    private void place(List<Line> lines, String type, String stem) {
        Map<String, StandingDocument> homes = new HashMap<>();
        Map<String, Line> standing = new HashMap<>();
        for (StandingDocument document : open.keySet()) {
            if (document.type().equals(type) && stem(document).equals(stem)) {
                document.lines().forEach(line -> {
                    homes.put(place(line), document);
                    standing.put(place(line), line);
                });
            }
        }
        List<Line> homeless = new ArrayList<>();
        for (Line line : lines) {
            StandingDocument home = homes.get(place(line));
            if (home == null) {
                homeless.add(line);
            } else {
                open.get(home).add(line.instead(standing.get(place(line))));
            }
        }
        // what is new has no place yet and comes after what has one
        open.values().forEach(placed -> placed.sort(
                Comparator.comparingLong(line -> line.position() == 0 ? Long.MAX_VALUE : line.position())));
        settle(homeless, type, stem);
    }

    private void settle(List<Line> homeless, String type, String stem) {
        List<Line> room = open.entrySet().stream()
                .filter(entry -> entry.getKey().type().equals(type) && stem(entry.getKey()).equals(stem))
                .max(Comparator.comparingInt(entry -> entry.getKey().part()))
                .map(Map.Entry::getValue)
                .orElse(null);
        int part = documents.stream()
                .filter(document -> document.type().equals(type) && stem(document).equals(stem))
                .mapToInt(StandingDocument::part)
                .max()
                .orElse(0);
        // a journal is never split: each must balance in itself, and it has a line per account only
        int limit = group.journal() ? Integer.MAX_VALUE : lineLimit;
        if (group.journal()) {
            Change added = fresh.stream().filter(change -> change.stem().equals(stem)).findFirst().orElse(null);
            room = room == null && added != null ? added.lines() : room;
        }
        for (Line line : homeless) {
            if (room == null || room.size() >= limit) {
                room = new ArrayList<>();
                fresh.add(new Change(null, type, stem, ++part, room));
            }
            room.add(line);
        }
    }

    private static String place(Line line) {
        return line.reversesId() == null ? line.key() : "-" + line.reversesId();
    }

    private static String stem(StandingDocument document) {
        return document.reference().substring(0, document.reference().lastIndexOf('-'));
    }

    /** A document's total: the sum of its lines, or of the debits of a journal; zero for payroll. */
    static BigDecimal total(Group group, List<Line> lines) {
        return lines.stream()
                .map(Line::amount)
                .filter(amount -> amount != null && (!group.journal() || amount.signum() > 0))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The same in the base currency, or null where a line has no base amount. */
    static BigDecimal baseTotal(Group group, List<Line> lines) {
        BigDecimal total = BigDecimal.ZERO;
        for (Line line : lines) {
            if (line.baseAmount() == null) {
                return null;
            }
            total = group.journal() && line.baseAmount().signum() < 0 ? total : total.add(line.baseAmount());
        }
        return total;
    }
}
