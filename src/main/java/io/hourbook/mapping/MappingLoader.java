package io.hourbook.mapping;

import io.hourbook.exchange.ExchangeRates;
import io.hourbook.format.Formats;
import io.hourbook.money.MoneyRounding;
import io.hourbook.rate.RateTable;
import io.hourbook.timetable.Schedules;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Reads {@code mappings/} into a book: whole and checked, or not at all. */
public final class MappingLoader {

    private final UnaryOperator<String> environment;

    /** With the environment of this process. */
    public MappingLoader() {
        this(System::getenv);
    }

    /** @param environment the value of a variable, or null */
    public MappingLoader(UnaryOperator<String> environment) {
        this.environment = environment;
    }

    /**
     * Reads the folder as it is now.
     *
     * @throws io.hourbook.problem.Problem with every finding of every file, where there is one
     */
    public MappingBook load(Path mappings) {
        Faults faults = new Faults();
        MappingBook book = read(mappings, true, faults);
        faults.refuse();
        return book;
    }

    /**
     * Reads a folder that is not on a disk, such as the sample company's within the program.
     *
     * @param folder as findings name it
     * @param files  bytes by path within the folder
     * @throws io.hourbook.problem.Problem with every finding of every file, where there is one
     */
    public MappingBook load(String folder, Map<String, byte[]> files) {
        Faults faults = new Faults();
        MappingBook book = read(MappingFiles.of(folder, files, faults), true, faults);
        faults.refuse();
        return book;
    }

    /**
     * Reads what was in force once, to tell what it said: whether its secrets can be had is no matter.
     *
     * @param folder as findings name it
     * @param files  bytes by path within the folder
     * @throws io.hourbook.problem.Problem with every finding of every file, where there is one
     */
    public MappingBook loadPast(String folder, Map<String, byte[]> files) {
        Faults faults = new Faults();
        MappingBook book = read(MappingFiles.of(folder, files, faults), false, faults);
        faults.refuse();
        return book;
    }

    /** @return a book that is of use only where there are no faults, or null where there is nothing to read */
    MappingBook read(Path mappings, boolean secrets, Faults faults) {
        return read(MappingFiles.read(mappings, faults), secrets, faults);
    }

    MappingBook read(MappingFiles files, boolean secrets, Faults faults) {
        if (files.none()) {
            if (faults.none()) {
                faults.add("MAP-001", files.shown(""), "is empty", null, "the mapping tables", "lay them out with the init command");
            }
            return null;
        }
        PolicyReader policies = new PolicyReader(files, faults);
        MoneyRounding money = policies.moneyRounding();
        Facts facts = new FactsReader(files, faults).read(policies.timeScope(), money);
        TargetReader targetReader = new TargetReader(new PolicyFile(Policy.TARGETS, files, faults), environment,
                new Secrets(environment, secrets, faults), facts, faults);
        Map<String, Target> targets = targetReader.read();
        Map<DocumentKind, String> elsewhere = targetReader.elsewhere(targets);
        Policies rules = policies.read(money, facts, targets.keySet());
        new ChangesReader(new PolicyFile(Policy.CHANGES, files, faults), faults).check(rules.baseCurrency());
        // a password that is missing keeps nobody from working: it is looked up where it is needed, and health says that it is not there
        new AlertReader(new PolicyFile(Policy.ALERTS, files, faults), new Secrets(environment, false, faults), faults).read(rules.companyZone());
        Schedules schedules = new ScheduleReader(new PolicyFile(Policy.SCHEDULES, files, faults), rules.companyZone(), faults)
                .read(facts.sources.keySet(), targets.keySet());
        Strays.check(files, policies, faults);
        new References(facts, files, faults).check(rules.overtime().keySet());
        new Twins(facts, faults).check();
        Posting posting = new PostingReader(new PolicyFile(Policy.POSTING, files, faults), facts,
                files.shown(Sheet.ACCOUNTS.file()), faults).read();
        ExchangeRates rates = exchangeRates(files, policies, faults);
        faults.addAll(Formats.read(files.content()).findings());
        if (!faults.none()) {
            return null;
        }
        String version = files.version();
        return new MappingBook(
                version,
                fixed(facts.workers),
                fixed(facts.clients),
                fixed(facts.projects),
                fixed(facts.services),
                fixed(facts.accounts),
                fixed(facts.retainers),
                fixed(facts.sources),
                fixed(targets),
                new RateTable(facts.rates),
                rates,
                posting,
                rules,
                schedules,
                new BookNames(facts, version, files.folder()),
                targets.keySet().iterator().next(),
                Collections.unmodifiableMap(elsewhere),
                fixed(files.content()),
                new ExpenseTerms(fixed(facts.expenseCategories), List.copyOf(facts.expenseRates)));
    }

    static ExchangeRates exchangeRates(MappingFiles files, PolicyReader policies, Faults faults) {
        ExchangeRates history = ExchangeRates.NONE;
        String csv = files.text(policies.history());
        if (csv != null) {
            history = faults.take(ExchangeRates.readCsv(files.shown(policies.history()), new StringReader(csv)));
        }
        String xml = files.text(policies.daily());
        if (xml == null) {
            return history;
        }
        ExchangeRates daily = faults.take(ExchangeRates.readXml(files.shown(policies.daily()), new StringReader(xml)));
        return faults.take(history.merge(daily));
    }

    private static <T> Map<String, T> fixed(Map<String, T> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }
}
