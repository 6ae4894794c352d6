package io.hourbook.mapping;

import io.hourbook.name.FoldedName;
import io.hourbook.money.Currencies;
import io.hourbook.rate.Rate;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.regex.Pattern;

/** Rows about the books: kinds of work, accounts, prices and balances, and about the sources and their words. */
final class BookRows {

    private static final Pattern FOLDER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    private final Facts facts;

    BookRows(Facts facts) {
        this.facts = facts;
    }

    void service(Row row) {
        String id = row.needed("service").id();
        facts.keep(facts.services, id, new Service(
                id,
                row.needed("name").name(),
                row.cell("item").id(),
                row.cell("income_account").id(32),
                row.needed("expense_account").id(32),
                row.at()), row);
    }

    void account(Row row) {
        String id = row.needed("account").id(32);
        facts.keep(facts.accounts, id,
                new Account(id, row.needed("name").name(), row.needed("type").word(Account.Type.class), row.at()), row);
    }

    void rate(Row row) {
        LocalDate from = row.needed("from").date();
        Rate rate = new Rate(
                row.cell("client").id(),
                row.cell("project").id(),
                row.cell("service").id(),
                row.cell("worker").id(),
                row.needed("rate").decimal(BigDecimal.ZERO, 6),
                row.needed("currency").currency(),
                from,
                row.cell("until").date(),
                row.at());
        if (from != null && rate.until() != null && !from.isBefore(rate.until())) {
            row.faults().add("MAP-128", row.at(), "the rate ends before it begins", "from " + from + " until " + rate.until(),
                    "until is the first day no longer in force, after from", "correct one of the two dates");
        }
        facts.rates.add(rate);
    }

    void retainer(Row row) {
        String id = row.needed("retainer").id();
        String currency = row.needed("currency").currency();
        facts.keep(facts.retainers, id, new Retainer(
                id,
                row.needed("client").id(),
                currency,
                row.needed("prepaid").decimal(BigDecimal.ZERO, currency == null ? 4 : Currencies.minorUnits(currency)),
                Row.or(row.cell("overage").word(Retainer.Overage.class), Retainer.Overage.INVOICE),
                row.needed("from").date(),
                row.at()), row);
    }

    void source(Row row) {
        String name = plain(row.needed("source"));
        facts.keep(facts.sources, name, new Source(
                name,
                plain(row.needed("format")),
                row.cell("zone").zone(),
                row.cell("date_order").word(Source.DateOrder.class),
                row.cell("starts").date(),
                row.at()), row);
    }

    /** Names folders and files, so it must be a plain one everywhere. */
    private static String plain(Cell cell) {
        String name = cell.id();
        if (name == null || FOLDER.matcher(name).matches()) {
            return name;
        }
        return cell.wrong("MAP-119", "cannot name a folder or a file", "letters, digits, points, hyphens and underscores",
                "rename it, in its folder too");
    }

    void alias(Row row) {
        Alias alias = new Alias(
                row.cell("source").id(),
                row.needed("kind").word(NameKind.class),
                row.needed("name").name(),
                row.needed("id").id(),
                row.at());
        String key = row.path() + "|" + alias.source() + "|" + alias.kind() + "|" + FoldedName.of(alias.name());
        if (alias.kind() != null && alias.name() != null && alias.id() != null
                && facts.once(row, "the " + alias.kind().word() + " name " + Faults.quoted(alias.name()), key)) {
            facts.aliases.add(alias);
        }
    }

    /** What a target calls something. */
    void targetName(Row row) {
        String target = row.needed("target").id();
        TargetNames.Kind kind = row.needed("kind").word(TargetNames.Kind.class);
        String ours = row.needed("ours").name();
        String theirs = row.needed("theirs").name();
        if (target != null && kind != null && ours != null && theirs != null
                && facts.once(row, "the " + Shapes.word(kind) + " " + Faults.quoted(ours) + " of " + Faults.quoted(target),
                        row.path() + "|" + target + "|" + kind + "|" + ours)) {
            facts.targetNames.computeIfAbsent(target, any -> new TargetNames()).keep(kind, ours, theirs);
            facts.targetNamesAt.putIfAbsent(target, row.at());
        }
    }
}
