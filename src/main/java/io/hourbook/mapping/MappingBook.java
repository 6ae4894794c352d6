package io.hourbook.mapping;

import io.hourbook.entry.Names;
import io.hourbook.exchange.ExchangeRates;
import io.hourbook.rate.RateTable;
import java.util.Map;
import java.util.Optional;

/**
 * All facts of {@code mappings/} at one moment: immutable, checked, with a version that is the hash of its files.
 * A run keeps the book it started with.
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
        String defaultTarget,
        NameIndex names) {

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

    /** Why a name was not found, in a sentence with the nearest name: {@code no service named "Archery"; …}. */
    public String whyNoWorker(String source, Names received) {
        return names.whyNoWorker(source, received);
    }

    public String whyNoProject(String source, Names received) {
        return names.whyNoProject(source, received);
    }

    public String whyNoService(String source, Names received) {
        return names.whyNoService(source, received);
    }

    public Client clientOf(Project project) {
        return clients.get(project.client());
    }
}
