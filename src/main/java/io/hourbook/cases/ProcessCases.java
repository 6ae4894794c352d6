package io.hourbook.cases;

import io.hourbook.allocation.EntryCases;
import io.hourbook.allocation.Outcome;
import io.hourbook.allocation.PassContext;
import io.hourbook.allocation.RoundingDayCases;
import io.hourbook.allocation.Standing;
import io.hourbook.document.DocumentCases;
import io.hourbook.expense.ExpenseCases;
import io.hourbook.expense.ExpenseOutcome;
import io.hourbook.document.GroupState;
import io.hourbook.mapping.MappingBook;
import io.hourbook.payroll.OvertimeStep;
import io.hourbook.payroll.PayWeekCases;
import io.hourbook.reload.CaseAdapter;
import io.hourbook.reload.CaseIn;
import io.hourbook.retainer.DrawingStep;
import io.hourbook.retainer.RetainerCases;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.camel.Exchange;

/** What the cases beside routes/process mean: entries and groups over a book of facts, the application's steps, no store. */
final class ProcessCases implements CaseAdapter {

    /** A group that is marked, where only its way through the route matters. */
    private record Piece(String name) {}

    private static final LocalDate TODAY = LocalDate.of(2025, 5, 31);

    private final CaseFacts facts;
    private final CaseQueue queue = new CaseQueue();
    private final CaseDays days = new CaseDays();
    private final CaseLanes lanes;
    private final DocumentCases documents = new DocumentCases();
    private final List<Outcome> left = new ArrayList<>();
    private final List<ExpenseOutcome> spent = new ArrayList<>();
    private MappingBook book;
    private EntryCases entries;
    private ExpenseCases expenses;
    private int exits;
    private String call = "";
    private boolean marked;
    private CaseAdapter group;

    ProcessCases(CaseFacts facts, CaseLanes lanes) {
        this.facts = facts;
        this.lanes = lanes;
    }

    /** The pure steps under their names in routes, and stand-ins for the stores between them. */
    Map<String, Object> beans() {
        Map<String, Object> beans = new HashMap<>(EntryCases.beans());
        beans.putAll(ExpenseCases.beans());
        beans.put("overtime", new OvertimeStep());
        beans.put("drawing", new DrawingStep());
        for (String store : List.of("allocations", "roundingDays", "payWeeks", "retainers", "expenses")) {
            beans.put(store, queue);
        }
        beans.put("workerDays", days);
        beans.put("lanes", lanes);
        beans.put("passLanes", lanes);
        beans.put("documents", documents);
        return beans;
    }

    @Override
    public void standOn(String name) {
        MappingBook asked = facts.book(name);
        if (asked != book) {
            book = asked;
            entries = new EntryCases(book);
            expenses = new ExpenseCases(book);
        }
    }

    @Override
    public Map<String, Object> properties(String route) {
        return Map.of("pass", new PassContext(1, book, 1, TODAY));
    }

    @Override
    public Object message(String route, Map<String, Object> fields) {
        left.clear();
        spent.clear();
        exits = 0;
        group = switch (route) {
            case "split-pay-week" -> new PayWeekCases(book);
            case "draw-retainer" -> new RetainerCases();
            case "round-day" -> new RoundingDayCases();
            default -> null;
        };
        if (group != null) {
            return group.message(route, fields);
        }
        CaseIn in = new CaseIn(fields);
        switch (route) {
            // routes of 0.2.0 have no lanes, and do there what a lane does now
            case "allocate-entries", "allocate-lane" -> {
                lanes.put((int) in.number("lanes", 1));
                queue.put(chunk(in));
            }
            case "allocate-expenses" -> queue.put(in.list("expenses").stream().map(one -> expenses.message(1, one, false)).toList());
            case "allocate-expense", "allocate-expense-sides" -> {
                return expenses.message(1, in, !route.equals("allocate-expense"));
            }
            case "check-worker-days" -> days.put(in.texts("days"), in.texts("future"));
            case "assemble-documents", "document-lane" -> {
                lanes.put((int) in.number("lanes", 1));
                documents.take(in);
            }
            case "recompute-rounding-days", "recompute-pay-weeks", "pay-week-lane", "draw-retainers", "retainer-lane" -> {
                lanes.put((int) in.number("lanes", 1));
                queue.put(in.texts("marked").stream().map(Piece::new).toList());
            }
            case "recompute-groups" -> in.text("pass", null);
            default -> {
                return entries.message(1, in, !route.equals("allocate-entry"));
            }
        }
        in.done();
        return "a pass";
    }

    private List<Outcome> chunk(CaseIn in) {
        List<Outcome> chunk = new ArrayList<>();
        in.list("entries").forEach(entry -> chunk.add(entries.message(chunk.size() + 1L, entry, false)));
        return chunk;
    }

    @Override
    public List<Map<String, Object>> fields(String exit, Exchange exchange, String address) {
        call = address;
        Object taken = exchange.getProperty("marked");
        marked = taken == queue || taken == documents;
        return fields(exit, exchange.getMessage().getBody());
    }

    @Override
    public List<Map<String, Object>> fields(String exit, Object body) {
        if (group != null) {
            return group.fields(exit, body);
        }
        exits++;
        if (exit.equals("end")) {
            return days.recomputed().stream().map(day -> Map.<String, Object>of("recomputed", day)).toList();
        }
        if (body instanceof List<?> bodies) {
            return bodies.stream().flatMap(one -> fields(exit, one, exits).stream()).toList();
        }
        return fields(exit, body, exits);
    }

    private List<Map<String, Object>> fields(String exit, Object body, int step) {
        if (body instanceof Outcome noted) {
            Outcome outcome = entries.through(call, noted);
            left.add(outcome);
            return List.of(entries.fields(exit, outcome));
        }
        if (body instanceof ExpenseOutcome noted) {
            ExpenseOutcome outcome = expenses.through(call, noted);
            spent.add(outcome);
            return List.of(expenses.fields(exit, outcome));
        }
        if (body instanceof GroupState state) {
            return DocumentCases.fields(state);
        }
        if (body instanceof Integer lane) {
            return List.of(Map.of("lane", lane, "marked", marked ? "yes" : "no"));
        }
        return List.of(body instanceof Piece piece ? Map.of("piece", piece.name()) : Map.of("step", step));
    }

    @Override
    public Map<String, Object> held(Object body) {
        return reason(Standing.HELD, body);
    }

    @Override
    public Map<String, Object> excluded(Object body) {
        return reason(Standing.EXCLUDED, body);
    }

    /** The exits are not carried out while cases run: what they would have made of the entry counts, too. */
    private Map<String, Object> reason(Standing standing, Object body) {
        List<Outcome> all = new ArrayList<>(left);
        if (body instanceof Outcome outcome) {
            all.add(outcome);
        }
        List<ExpenseOutcome> expensesToo = new ArrayList<>(spent);
        if (body instanceof ExpenseOutcome outcome) {
            expensesToo.add(outcome);
        }
        return Stream.concat(
                        all.stream().map(outcome -> EntryCases.reason(standing, outcome)),
                        expensesToo.stream().map(outcome -> ExpenseCases.reason(standing, outcome))).filter(Objects::nonNull).findFirst().orElse(null);
    }
}
