package io.hourbook.cases;

import io.hourbook.allocation.EntryCases;
import io.hourbook.allocation.EntryRouter;
import io.hourbook.allocation.ExchangeStep;
import io.hourbook.allocation.Outcome;
import io.hourbook.allocation.PassContext;
import io.hourbook.entry.Names;
import io.hourbook.mapping.Account;
import io.hourbook.mapping.Client;
import io.hourbook.mapping.MappingBook;
import io.hourbook.mapping.Project;
import io.hourbook.mapping.Retainer;
import io.hourbook.mapping.Service;
import io.hourbook.mapping.Source;
import io.hourbook.mapping.Target;
import io.hourbook.mapping.TargetNames;
import io.hourbook.mapping.Worker;
import io.hourbook.money.Price;
import io.hourbook.overtime.Overtime;
import io.hourbook.rate.Rate;
import io.hourbook.reload.CaseIn;
import io.hourbook.retainer.RetainerCases;
import io.hourbook.rounding.Rounding;
import io.hourbook.rounding.TimeRule;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** What can be asked of the tables in {@code mappings/}, in the words of their columns. */
final class TableKinds {

    private static final LocalDate DAY = LocalDate.of(2025, 3, 4);
    private static final LocalDate LATER = LocalDate.of(9999, 12, 31);

    private TableKinds() {}

    /** By the table's name without its ending. */
    static Map<String, CaseKind> all() {
        Map<String, CaseKind> kinds = new LinkedHashMap<>();
        kinds.put("names", CaseKind.of("source kind name client", "id", TableKinds::name));
        kinds.put("target-names", CaseKind.of("target kind ours counterparty account", "theirs", TableKinds::targetName));
        kinds.put("rates", CaseKind.of("client project service worker date", "rate currency from line", TableKinds::rate));
        kinds.put("clients", CaseKind.of("client date seconds rate",
                "name customer currency due rate_day billed_seconds rule amount owner_email", TableKinds::client));
        kinds.put("projects", CaseKind.of("project worker service seconds", "name client job flow retainer billed_seconds rule", TableKinds::project));
        kinds.put("services", CaseKind.of("service", "name item income_account expense_account", TableKinds::service));
        kinds.put("workers", CaseKind.of("worker date seconds",
                "name email kind tracker zone jurisdiction week active owed currency vendor form_1099 due", TableKinds::worker));
        kinds.put("retainers", CaseKind.of("retainer date amount", "client currency prepaid drawn rest rest_goes", TableKinds::retainer));
        kinds.put("accounts", CaseKind.of("account", "name type", TableKinds::account));
        kinds.put("sources", CaseKind.of("source", "format zone date_order starts", TableKinds::source));
        kinds.putAll(ExpenseKinds.all(DAY));
        return kinds;
    }

    private static Map<String, Object> name(MappingBook book, CaseIn in) {
        String source = in.text("source", "any");
        String kind = in.text("kind", null);
        String name = in.text("name", null);
        String client = in.text("client", null);
        String email = name != null && name.contains("@") ? name : null;
        Optional<String> id = switch (String.valueOf(kind)) {
            case "worker" -> book.names().worker(source, new Names(name, email, null, null, null));
            case "client" -> book.names().client(source, new Names(null, null, name, null, null));
            case "project" -> book.names().project(source, new Names(null, null, client, name, null));
            case "service" -> book.names().service(source, new Names(null, null, null, null, name));
            default -> throw new IllegalArgumentException("kind is worker, client, project or service, not " + kind);
        };
        return fields("id", id.orElse(null));
    }

    private static Map<String, Object> targetName(MappingBook book, CaseIn in) {
        Target target = known(book.targets(), "target", in.text("target", null));
        String kind = in.text("kind", null);
        String ours = in.text("ours", null);
        String counterparty = in.text("counterparty", null);
        String account = in.text("account", null);
        TargetNames.Kind asked = Arrays.stream(TargetNames.Kind.values()).filter(one -> word(one).equals(kind)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("kind is counterparty, account, item, tax, project, service or worker, not " + kind));
        Optional<String> theirs = asked == TargetNames.Kind.TAX && ours == null
                ? target.names().tax(counterparty, account) : target.names().find(asked, ours);
        return fields("theirs", theirs.orElse(null));
    }

    private static Map<String, Object> rate(MappingBook book, CaseIn in) {
        String project = in.text("project", null);
        String client = in.text("client", project == null ? null : known(book.projects(), "project", project).client());
        Optional<Rate> rate = book.rates().find(client, project, in.text("service", null), in.text("worker", null), in.date("date", DAY));
        return fields(
                "rate", rate.map(Rate::rate).orElse(null), "currency", rate.map(Rate::currency).orElse(null),
                "from", rate.map(Rate::from).orElse(null), "line", rate.map(found -> found.at().replaceFirst(".*:", "")).orElse(null));
    }

    private static Map<String, Object> client(MappingBook book, CaseIn in) {
        Client client = known(book.clients(), "client", in.text("client", null));
        LocalDate date = in.date("date", DAY);
        long seconds = Rounding.round(in.number("seconds", 0), client.timeRule());
        BigDecimal rate = in.decimal("rate");
        return fields(
                "name", client.name(), "customer", client.customer(), "currency", client.currency(),
                "due", YearMonth.from(date).atEndOfMonth().plusDays(client.termsDays()),
                "rate_day", ExchangeStep.rateDay(new PassContext(1, book, 1, LATER), client, date),
                "billed_seconds", seconds, "rule", client.timeRule().sentence(),
                "amount", rate == null ? null : Price.of(seconds, rate, client.currency(), client.moneyRounding()),
                "owner_email", client.ownerEmail());
    }

    private static Map<String, Object> project(MappingBook book, CaseIn in) {
        Project project = known(book.projects(), "project", in.text("project", null));
        TimeRule rule = book.timeRule(project);
        String worker = in.text("worker", first(book.workers(), "worker"));
        known(book.workers(), "worker", worker);
        String service = in.text("service", first(book.services(), "service"));
        Outcome work = new EntryCases(book).message(
                1, new CaseIn(Map.of("worker", worker, "service", service, "project", project.project(), "source", "any")), true);
        return fields(
                "name", project.name(), "client", project.client(), "job", project.job(), "flow", flow(work), "retainer", project.retainer(),
                "billed_seconds", Rounding.round(in.number("seconds", 0), rule), "rule", rule.sentence());
    }

    /** As routes/process/allocate-bill-side asks, in its order. */
    private static String flow(Outcome work) {
        EntryRouter router = new EntryRouter();
        return router.unmapped(work) ? "unmapped" : router.nonBillable(work) ? "non-billable" : router.retainer(work) ? "retainer" : "billable";
    }

    private static Map<String, Object> service(MappingBook book, CaseIn in) {
        Service service = known(book.services(), "service", in.text("service", null));
        return fields("name", service.name(), "item", service.item(), "income_account", service.incomeAccount(),
                "expense_account", service.expenseAccount());
    }

    private static Map<String, Object> worker(MappingBook book, CaseIn in) {
        Worker worker = known(book.workers(), "worker", in.text("worker", null));
        LocalDate date = in.date("date", DAY);
        Map<String, Object> fields = fields(
                "name", worker.name(), "email", worker.email(), "kind", word(worker.kind()), "tracker", worker.tracker(), "zone", worker.zone(),
                "jurisdiction", worker.jurisdiction(), "week", Overtime.weekOf(date, worker.workweekStarts()),
                "active", worker.activeOn(date) ? "yes" : "no");
        fields.put("owed", Price.of(
                in.number("seconds", 0), worker.costRate(), worker.costCurrency(), book.policies().companyMoneyRounding()));
        fields.put("currency", worker.costCurrency());
        fields.put("vendor", worker.vendor());
        fields.put("form_1099", worker.form1099());
        fields.put("due", worker.contractor() ? YearMonth.from(date).atEndOfMonth().plusDays(worker.termsDays()) : null);
        return fields;
    }

    private static Map<String, Object> retainer(MappingBook book, CaseIn in) {
        Retainer retainer = known(book.retainers(), "retainer", in.text("retainer", null));
        BigDecimal amount = in.decimal("amount");
        Map<String, Object> drawn = RetainerCases.first(retainer, in.date("date", retainer.from()), amount == null ? BigDecimal.ZERO : amount);
        boolean rest = ((BigDecimal) drawn.get("rest")).signum() != 0;
        return fields(
                "client", retainer.client(), "currency", retainer.currency(), "prepaid", retainer.prepaid(), "drawn", drawn.get("drawn"),
                "rest", drawn.get("rest"), "rest_goes", rest ? word(retainer.overage()) : null);
    }

    private static Map<String, Object> account(MappingBook book, CaseIn in) {
        Account account = known(book.accounts(), "account", in.text("account", null));
        return fields("name", account.name(), "type", word(account.type()));
    }

    private static Map<String, Object> source(MappingBook book, CaseIn in) {
        Source source = known(book.sources(), "source", in.text("source", null));
        return fields("format", source.format(), "zone", source.zone(), "date_order", source.dateOrder(), "starts", source.starts());
    }

    static <T> T known(Map<String, T> all, String kind, String id) {
        if (id == null) {
            throw new IllegalArgumentException("it names no " + kind);
        }
        T found = all.get(id);
        if (found == null) {
            throw new IllegalArgumentException("there is no " + kind + " \"" + id + "\"; there are " + new TreeSet<>(all.keySet()).stream().limit(20).toList());
        }
        return found;
    }

    private static String first(Map<String, ?> all, String kind) {
        return all.keySet().stream().findFirst().orElseThrow(() -> new IllegalArgumentException("the tables have no " + kind));
    }

    static String word(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Map<String, Object> fields(Object... namesAndValues) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields;
    }
}
