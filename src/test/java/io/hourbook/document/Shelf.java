package io.hourbook.document;

import io.hourbook.allocation.GroupKey;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/** The documents of one group on a shelf instead of in a database: keeps what the assembly says of them, as the writer does. */
final class Shelf {

    private static final LocalDate DAY = LocalDate.of(2025, 3, 4);

    private final Group group;
    private final int lineLimit;
    private final List<Folder> folders = new ArrayList<>();
    private final Map<Long, Line> everyLine = new HashMap<>();
    private long lines;
    private int documents;

    /** One document with the lines of each of its revisions; {@code revisions.get(0)} is the first. */
    private static final class Folder {
        private final int id;
        private final String reference;
        private final String type;
        private final int part;
        private String status = "draft";
        private final List<List<Line>> revisions = new ArrayList<>();

        private Folder(int id, String reference, String type, int part) {
            this.id = id;
            this.reference = reference;
            this.type = type;
            this.part = part;
        }

        private List<Line> lines() {
            return revisions.get(revisions.size() - 1);
        }

        private StandingDocument standing() {
            return new StandingDocument(
                    id, reference, type, part, status, DAY, DAY, revisions.size(), ByteBuffer.allocate(16), true, List.copyOf(lines()));
        }
    }

    private Shelf(Group group, int lineLimit) {
        this.group = group;
        this.lineLimit = lineLimit;
    }

    static Shelf invoices(int lineLimit) {
        return new Shelf(new Group(1, GroupKey.invoice("books", "CUST-1001", "USD", DAY, "ACME")), lineLimit);
    }

    static Shelf journals() {
        return new Shelf(new Group(1, GroupKey.drawdown("books", "RET-EMBER", "CUST-1005", "USD", "2025-03")), 3);
    }

    static Shelf payroll(int lineLimit) {
        return new Shelf(new Group(1, GroupKey.payroll("books", LocalDate.of(2025, 3, 2))), lineLimit);
    }

    /** A line of an entry; what it says is its amount. */
    static Line entry(long entryId, String amount) {
        return Line.wanted(
                "entry " + entryId, entryId, "4020", new BigDecimal(amount), new BigDecimal(amount), 3_600L, 1,
                "{\"amount\":\"" + amount + "\"}");
    }

    /** A line of a journal: a debit is positive. */
    static Line booking(String account, String amount) {
        return Line.wanted(
                "account " + account, null, account, new BigDecimal(amount), new BigDecimal(amount), null, 1,
                "{\"account\":\"" + account + "\",\"amount\":\"" + amount + "\"}");
    }

    static Line paid(String worker, String code, long seconds) {
        return Line.wanted(
                worker + "|2025-03-02|" + code, null, null, null, null, seconds, 1, "{\"code\":\"" + code + "\",\"seconds\":" + seconds + "}");
    }

    /** Makes the documents say what is wanted. @return the references of those that changed */
    List<String> want(List<Line> wanted) {
        List<String> changed = new ArrayList<>();
        for (Assembly.Change change : Assembly.of(group, lineLimit, wanted, folders.stream().map(Folder::standing).toList())) {
            Folder folder = change.standing() == null ? fresh(change) : folder(change.standing().reference());
            List<Line> before = folder.revisions.isEmpty() ? List.of() : folder.lines();
            List<Line> after = keep(folder, before, change.lines());
            if (change.standing() == null || !after.equals(before)) {
                folder.revisions.add(after);
                folder.status = after.isEmpty() ? "void" : "draft";
                changed.add(folder.reference);
            }
        }
        return changed;
    }

    List<String> want(Line... wanted) {
        return want(List.of(wanted));
    }

    private Folder fresh(Assembly.Change change) {
        Folder folder = new Folder(++documents, change.stem() + "-" + change.part(), change.type(), change.part());
        folders.add(folder);
        return folder;
    }

    /** Lines that say the same keep their number; others get one of their own and, where they stand for one, its place. */
    private List<Line> keep(Folder folder, List<Line> before, List<Line> wanted) {
        long last = wanted.stream().mapToLong(Line::position).max().orElse(0);
        List<Line> after = new ArrayList<>();
        for (Line line : wanted) {
            Line old = before.stream().filter(one -> one.id() == line.id()).findFirst().orElse(null);
            if (old != null && old.same(line)) {
                after.add(old);
            } else {
                Line added = new Line(
                        ++lines, folder.id, line.position() > 0 ? line.position() : ++last, line.key(), line.reversesId(), line.hash(),
                        line.entryId(), line.account(), line.amount(), line.baseAmount(), line.seconds(), 1, null);
                everyLine.put(added.id(), added);
                after.add(added);
            }
        }
        after.sort(Comparator.comparingLong(Line::position));
        return after;
    }

    /** The target says that a document is final, as it stands. */
    void finalise(String reference) {
        folder(reference).status = "final";
    }

    /** The target says that a document is final as an earlier revision had it; what came later did not reach it. */
    void finalise(String reference, int revision) {
        Folder folder = folder(reference);
        folder.revisions.subList(revision, folder.revisions.size()).clear();
        folder.status = "final";
    }

    /** People void a document at the target: its lines stand nowhere, and it is never written again. */
    void voidThere(String reference) {
        folder(reference).revisions.add(List.of());
        folder(reference).status = "gone";
    }

    private Folder folder(String reference) {
        return folders.stream().filter(folder -> folder.reference.equals(reference)).findFirst().orElseThrow(() ->
                new NoSuchElementException(reference + " is not among " + references()));
    }

    List<String> references() {
        return folders.stream().map(folder -> folder.reference).toList();
    }

    List<String> references(String status) {
        return folders.stream().filter(folder -> folder.status.equals(status)).map(folder -> folder.reference).toList();
    }

    String status(String reference) {
        return folder(reference).status;
    }

    int revisions(String reference) {
        return folder(reference).revisions.size();
    }

    /** A document's lines as {@code entry 5 100.00}; a reversal has a minus before it. */
    List<String> lines(String reference) {
        return folder(reference).lines().stream().map(this::shown).toList();
    }

    private String shown(Line line) {
        return (line.reversesId() == null ? "" : "-") + line.key() + " "
                + (line.amount() == null ? line.seconds().toString() : line.amount().toPlainString());
    }

    /** In which open document every line stands, by what it stands for. */
    Map<String, String> places() {
        Map<String, String> places = new HashMap<>();
        folders.stream().filter(folder -> folder.status.equals("draft")).forEach(folder -> folder.lines().forEach(line ->
                places.put(line.reversesId() == null ? line.key() : "-" + line.reversesId(), folder.reference)));
        return places;
    }

    /** What all documents say together: how often each content of each key stands, reversals taken off. */
    Map<String, Integer> net() {
        Map<String, Integer> net = new LinkedHashMap<>();
        for (Folder folder : folders) {
            for (Line line : folder.lines()) {
                int sign = 1;
                Line root = line;
                while (root.reversesId() != null) {
                    root = everyLine.get(root.reversesId());
                    sign = -sign;
                }
                net.merge(root.key() + " " + root.hash().hashCode(), sign, Integer::sum);
            }
        }
        net.values().removeIf(count -> count == 0);
        return net;
    }

    /** The money of all documents: corrections of invoices count against them. */
    BigDecimal amount() {
        BigDecimal amount = BigDecimal.ZERO;
        for (Folder folder : folders) {
            boolean against = folder.type.equals("credit-note") || folder.type.equals("vendor-credit");
            for (Line line : folder.lines()) {
                amount = against ? amount.subtract(line.amount()) : amount.add(line.amount());
            }
        }
        return amount;
    }

    /** The money of each account, over all documents. */
    Map<String, BigDecimal> accounts() {
        Map<String, BigDecimal> accounts = new HashMap<>();
        folders.forEach(folder -> folder.lines().forEach(line -> accounts.merge(line.account(), line.amount(), BigDecimal::add)));
        accounts.values().removeIf(amount -> amount.signum() == 0);
        return accounts;
    }

    /** The seconds of each worker and pay code, over all documents. */
    Map<String, Long> seconds() {
        Map<String, Long> seconds = new HashMap<>();
        folders.forEach(folder -> folder.lines().forEach(line -> seconds.merge(line.key(), line.seconds(), Long::sum)));
        seconds.values().removeIf(sum -> sum == 0);
        return seconds;
    }

    /** References of journals that do not balance in themselves. */
    Set<String> unbalanced() {
        Set<String> unbalanced = new HashSet<>();
        folders.forEach(folder -> {
            if (folder.lines().stream().map(Line::amount).reduce(BigDecimal.ZERO, BigDecimal::add).signum() != 0) {
                unbalanced.add(folder.reference);
            }
        });
        return unbalanced;
    }

    int longest() {
        return folders.stream().mapToInt(folder -> folder.lines().size()).max().orElse(0);
    }
}
