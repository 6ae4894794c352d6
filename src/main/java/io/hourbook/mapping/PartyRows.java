package io.hourbook.mapping;

import io.hourbook.money.MoneyRounding;
import io.hourbook.rounding.TimeRounding;
import io.hourbook.rounding.TimeRule;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.util.regex.Pattern;

/** Rows about people and companies: who works, who is charged, and for which jobs. */
final class PartyRows {

    private static final TimeRule NOT_ROUNDED = new TimeRule(1, TimeRounding.NONE, 0, TimeRule.Scope.ENTRY);
    private static final Pattern TAX_BOX = Pattern.compile("(NEC|MISC)-\\d{1,2}[a-z]?");

    private final Facts facts;
    private final TimeRule.Scope scope;
    private final MoneyRounding moneyRounding;

    /** @param scope and {@code moneyRounding} of the company, where a client says nothing */
    PartyRows(Facts facts, TimeRule.Scope scope, MoneyRounding moneyRounding) {
        this.facts = facts;
        this.scope = scope;
        this.moneyRounding = moneyRounding;
    }

    void worker(Row row) {
        String id = row.needed("worker").id();
        Worker.Kind kind = row.needed("kind").word(Worker.Kind.class);
        Cell vendor = row.cell("vendor");
        if (kind == Worker.Kind.CONTRACTOR && vendor.empty()) {
            row.faults().add("MAP-124", row.at(), "a contractor has no vendor", id, "the books' vendor who is owed",
                    "fill in vendor, or make the worker an employee");
        }
        facts.keep(facts.workers, id, new Worker(
                id,
                row.needed("name").name(),
                row.cell("email").email(),
                kind,
                row.cell("tracker").name(),
                row.needed("zone").zone(),
                row.needed("jurisdiction").id(),
                row.needed("workweek_starts").word(DayOfWeek.class),
                row.needed("cost_rate").decimal(BigDecimal.ZERO, 6),
                row.needed("cost_currency").currency(),
                vendor.id(),
                taxBox(row.cell("form_1099")),
                Row.or(row.cell("terms").termsDays(), 0),
                row.cell("until").date(),
                row.at()), row);
    }

    private static String taxBox(Cell cell) {
        String box = cell.name();
        if (box == null || TAX_BOX.matcher(box).matches()) {
            return box;
        }
        return cell.wrong("MAP-116", "is no box of a 1099 form", "form and box, such as NEC-1", "write it as NEC-1");
    }

    void client(Row row) {
        String id = row.needed("client").id();
        String customer = row.cell("customer").id();
        if (customer != null) {
            row.needed("terms");
        }
        facts.keep(facts.clients, id, new Client(
                id,
                row.needed("name").name(),
                customer,
                row.needed("currency").currency(),
                Row.or(row.cell("terms").termsDays(), 0),
                Row.or(row.cell("fx_lock").word(Client.FxLock.class), Client.FxLock.TRANSACTION),
                timeRule(row, new TimeRule(1, TimeRounding.NONE, 0, scope)),
                Row.or(row.cell("money_rounding").word(MoneyRounding.class), moneyRounding),
                row.cell("owner_email").email(),
                row.at()), row);
    }

    /** @implNote clients are read first: a project takes from its client what it does not say of rounding */
    void project(Row row) {
        String id = row.needed("project").id();
        String clientId = row.needed("client").id();
        Project.Engagement engagement = row.needed("engagement").word(Project.Engagement.class);
        String retainer = row.cell("retainer").id();
        if (engagement == Project.Engagement.RETAINER && retainer == null) {
            row.faults().add("MAP-125", row.at(), "a project billed by retainer names no retainer", id,
                    "a retainer of mappings/retainers.csv", "fill in retainer, or choose another engagement");
        } else if (engagement != null && engagement != Project.Engagement.RETAINER && retainer != null) {
            row.faults().add("MAP-125", row.at(), "a project names a retainer and is billed otherwise",
                    Shapes.word(engagement) + ", " + retainer, "the engagement retainer, or no retainer",
                    "choose one of the two");
        }
        facts.keep(facts.projects, id, new Project(
                id,
                row.needed("name").name(),
                clientId,
                row.cell("job").id(),
                engagement,
                retainer,
                Row.or(row.cell("rebill_contractors").yesNo(), false),
                ownRule(row, clientId),
                row.at()), row);
    }

    private TimeRule ownRule(Row row, String clientId) {
        if (row.cell("increment_minutes").empty() && row.cell("rounding").empty() && row.cell("minimum_minutes").empty()
                && row.cell("rounding_scope").empty()) {
            return null;
        }
        Client client = facts.clients.get(clientId);
        return timeRule(row, client == null ? NOT_ROUNDED : client.timeRule());
    }

    private static TimeRule timeRule(Row row, TimeRule otherwise) {
        return new TimeRule(
                Row.or(row.cell("increment_minutes").whole(1, 1440), otherwise.incrementMinutes()),
                Row.or(row.cell("rounding").word(TimeRounding.class), otherwise.rounding()),
                Row.or(row.cell("minimum_minutes").whole(0, 1440), otherwise.minimumMinutes()),
                Row.or(row.cell("rounding_scope").word(TimeRule.Scope.class), otherwise.scope()));
    }
}
