package io.hourbook.document;

import io.hourbook.allocation.GroupKey;
import io.hourbook.allocation.PassContext;
import io.hourbook.reload.CaseIn;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What cases of document-lane mean: the invoices of one client's month, as they stand and as they should be. */
public final class DocumentCases {

    private static final LocalDate DAY = LocalDate.of(2025, 3, 31);

    private final Deque<GroupState> waiting = new ArrayDeque<>();
    private long lines;

    /** Documents that stand, {@code part} by part; then the lines that should stand. */
    public void take(CaseIn in) {
        waiting.clear();
        lines = 0;
        Group group = new Group(1, GroupKey.invoice("books", "CUST-1001", "USD", DAY, "ACME"));
        int limit = (int) in.number("limit", 500);
        List<StandingDocument> standing = new ArrayList<>();
        for (CaseIn document : in.list("standing")) {
            int part = (int) document.number("part", 1);
            standing.add(new StandingDocument(
                    standing.size() + 1, group.key().stem() + "-" + part, "sales-invoice", part, document.text("status", "draft"), DAY, DAY, 1,
                    ByteBuffer.allocate(16), true, document.list("lines").stream().map(line -> stands(line(line))).toList()));
            document.done();
        }
        List<Line> wanted = in.list("wanted").stream().map(DocumentCases::line).toList();
        in.done();
        waiting.add(new GroupState(group, limit, wanted, standing, List.of()));
    }

    private static Line line(CaseIn in) {
        long entry = in.number("entry", 0);
        String text = in.text("amount", "0");
        BigDecimal amount = new BigDecimal(text);
        in.done();
        return Line.wanted("entry " + entry, entry, "4020", amount, amount, 3_600L, 1, "{\"amount\":\"" + text + "\"}");
    }

    private Line stands(Line line) {
        lines++;
        return new Line(
                lines, 1, lines, line.key(), null, line.hash(), line.entryId(), line.account(), line.amount(), line.baseAmount(), line.seconds(),
                1, null);
    }

    /** What each document becomes. */
    public static List<Map<String, Object>> fields(GroupState state) {
        return state.changes().stream()
                .map(change -> {
                    Map<String, Object> fields = new LinkedHashMap<>();
                    fields.put("reference", change.stem() + "-" + change.part());
                    fields.put("type", change.type());
                    fields.put("total", Assembly.total(state.group(), change.lines()));
                    fields.put("entries", change.lines().stream().map(Line::entryId).toList());
                    fields.put("new", change.standing() == null);
                    return fields;
                })
                .toList();
    }

    /** The bean {@code documents}: gives what the case has, and stores nothing. */
    public DocumentCases open() {
        return this;
    }

    /** @param queue this, or null where a case is one lane's alone */
    public List<GroupState> take(PassContext pass, DocumentCases queue) {
        return next(pass);
    }

    public List<GroupState> next(PassContext pass) {
        return waiting.isEmpty() ? List.of() : List.of(waiting.remove());
    }

    public GroupState assemble(GroupState state) {
        return state.assembled();
    }

    public void store(PassContext pass, List<GroupState> states) {
        throw new IllegalStateException("a case has come to the database");
    }

    public boolean marked() {
        return false;
    }
}
