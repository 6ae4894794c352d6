package io.hourbook.mapping;

import io.hourbook.entry.Names;
import io.hourbook.exchange.ExchangeRates;
import io.hourbook.exchange.KeptRates;
import io.hourbook.rate.RateTable;
import io.hourbook.rounding.TimeRule;
import java.nio.charset.StandardCharsets;
import io.hourbook.timetable.Schedules;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * All facts of {@code mappings/} at one moment: immutable, checked, with a version that is the hash of its files.
 * A run keeps the book it started with.
 *
 * @param version       12 hexadecimal digits of SHA-256 over all files of the folder, and over fetched rates where there are any
 * @param targets       by name
 * @param schedules     what is done by itself and when
 * @param defaultTarget the name of the target that documents go to unless another is named
 * @param elsewhere     the kinds of documents that go to another target than the default, and its name
 * @param content       path within the folder to text, as it was read; secrets are references there
 * @param expenses      categories of expenses, and what is paid by the unit
 */
public record MappingBook(
        String version,
        Map<String, Worker> workers,
        Map<String, Client> clients,
        Map<String, Project> projects,
        Map<String, Service> services,
        Map<String, Account> accounts,
        Map<String, Retainer> retainers,
        Map<String, Source> sources,
        Map<String, Target> targets,
        RateTable rates,
        ExchangeRates exchangeRates,
        Posting posting,
        Policies policies,
        Schedules schedules,
        NameIndex names,
        String defaultTarget,
        Map<DocumentKind, String> elsewhere,
        Map<String, String> content,
        ExpenseTerms expenses) {

    /** A book that was made rather than read: its first target is the default, it has no schedules and no files. */
    public MappingBook(
            String version,
            Map<String, Worker> workers,
            Map<String, Client> clients,
            Map<String, Project> projects,
            Map<String, Service> services,
            Map<String, Account> accounts,
            Map<String, Retainer> retainers,
            Map<String, Source> sources,
            Map<String, Target> targets,
            RateTable rates,
            ExchangeRates exchangeRates,
            Posting posting,
            Policies policies,
            NameIndex names) {
        this(version, workers, clients, projects, services, accounts, retainers, sources, targets, rates, exchangeRates,
                posting, policies, Schedules.NONE, names, targets.keySet().stream().findFirst().orElse(null), Map.of(), Map.of(), ExpenseTerms.NONE);
    }

    /**
     * This book with fetched rates behind its own: for a day and currency that both have, the company's own file rules, for
     * a person wrote it. The version names both.
     */
    public MappingBook with(KeptRates.Kept fetched) {
        return fetched.none() ? this : with(versionWith(fetched), exchangeRates.merge(fetched.rates()).rates());
    }

    /** The version of this book with fetched rates, without putting the two together. */
    String versionWith(KeptRates.Kept fetched) {
        return fetched.none() ? version : MappingFiles.version(digest -> {
            digest.update(version.getBytes(StandardCharsets.US_ASCII));
            digest.update(fetched.version().getBytes(StandardCharsets.US_ASCII));
        });
    }

    /** This book with other decisions. */
    public MappingBook with(Policies others) {
        return new MappingBook(version, workers, clients, projects, services, accounts, retainers, sources, targets, rates, exchangeRates,
                posting, others, schedules, names, defaultTarget, elsewhere, content, expenses);
    }

    /** This book with other terms of expenses. */
    public MappingBook with(ExpenseTerms others) {
        return new MappingBook(version, workers, clients, projects, services, accounts, retainers, sources, targets, rates, exchangeRates,
                posting, policies, schedules, names, defaultTarget, elsewhere, content, others);
    }

    MappingBook with(String joinedVersion, ExchangeRates joinedRates) {
        return new MappingBook(joinedVersion, workers, clients, projects, services, accounts, retainers, sources, targets, rates,
                joinedRates, posting, policies, schedules, names, defaultTarget, elsewhere, content, expenses);
    }

    /** The worker that a source's row means: by alias, id, e-mail, then name. */
    public Optional<Worker> worker(String source, Names received) {
        return names.worker(source, received).map(workers::get);
    }

    /**
     * The project that a source's row means: by alias, id, then name. The client on the row chooses among projects of one
     * name; a client that is another than the project's leaves it unmapped, for a wrong invoice is worse than a held one.
     */
    public Optional<Project> project(String source, Names received) {
        return names.project(source, received).map(projects::get);
    }

    public Optional<Service> service(String source, Names received) {
        return names.service(source, received).map(services::get);
    }

    /** The name of the target that documents of a kind go to; corrections go where what they correct went. */
    public String targetOf(DocumentKind kind) {
        return elsewhere.getOrDefault(kind, defaultTarget);
    }

    /** This book with another default target. */
    public MappingBook with(Target other) {
        Map<String, Target> all = new LinkedHashMap<>(targets);
        all.put(other.target(), other);
        return new MappingBook(version, workers, clients, projects, services, accounts, retainers, sources, all, rates, exchangeRates,
                posting, policies, schedules, names, other.target(), elsewhere, content, expenses);
    }

    /** Where documents go unless another target is named. */
    public Target target() {
        return targets.get(defaultTarget);
    }

    /** What is charged for a project's time is rounded so: its own rule, or its client's. */
    public TimeRule timeRule(Project project) {
        return project.timeRule() == null ? clientOf(project).timeRule() : project.timeRule();
    }

    public Client clientOf(Project project) {
        return clients.get(project.client());
    }

    /** Facts and secrets stay out of logs. */
    @Override
    public String toString() {
        return "mapping book " + version;
    }
}
