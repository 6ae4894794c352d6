package io.hourbook.mapping;

import io.hourbook.name.FoldedName;
import io.hourbook.entry.Names;
import io.hourbook.problem.Finding;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The names of one mapping book. Safe for many threads; an answer is worked out once. */
final class BookNames implements NameIndex {

    /** A source has some thousands of names; one with more is asked anew each time rather than fill the memory. */
    private static final int MOST_ANSWERS = 50_000;

    private final Facts facts;
    private final NameWhy why;
    private final NameTiers workers;
    private final NameTiers clients;
    private final NameTiers projects;
    private final NameTiers services;
    private final Map<Question, Optional<String>> answers = new ConcurrentHashMap<>();

    private final Map<Question, Finding> reasons = new ConcurrentHashMap<>();

    private record Question(NameKind kind, String source, String name, String beside) {}

    BookNames(Facts facts, String version, String folder) {
        this.facts = facts;
        workers = new NameTiers(NameKind.WORKER, facts.aliases);
        clients = new NameTiers(NameKind.CLIENT, facts.aliases);
        projects = new NameTiers(NameKind.PROJECT, facts.aliases);
        services = new NameTiers(NameKind.SERVICE, facts.aliases);
        facts.workers.values().forEach(worker -> workers.add(worker.worker(), worker.email(), worker.name(), worker.at()));
        facts.clients.values().forEach(client -> clients.add(client.client(), null, client.name(), client.at()));
        facts.projects.values().forEach(project -> projects.add(project.project(), null, project.name(), project.at()));
        facts.services.values().forEach(service -> services.add(service.service(), null, service.name(), service.at()));
        why = new NameWhy(this, version, folder);
    }

    @Override
    public Optional<String> worker(String source, Names received) {
        return answer(new Question(NameKind.WORKER, source, received.worker(), received.email()),
                () -> first(workers.find(source, received.worker(), received.email())));
    }

    @Override
    public Optional<String> service(String source, Names received) {
        return answer(new Question(NameKind.SERVICE, source, received.service(), null),
                () -> first(services.find(source, received.service(), null)));
    }

    @Override
    public Optional<String> project(String source, Names received) {
        return answer(new Question(NameKind.PROJECT, source, received.project(), received.client()),
                () -> chosen(source, received));
    }

    @Override
    public Finding why(NameKind kind, String source, Names received) {
        String name = switch (kind) {
            case WORKER -> received.worker() + "|" + received.email();
            case CLIENT -> received.client();
            case PROJECT -> received.project();
            case SERVICE -> received.service();
        };
        Question question = new Question(kind, source, name, kind == NameKind.PROJECT ? received.client() : null);
        Finding known = reasons.get(question);
        if (known != null) {
            return known;
        }
        Finding reason = why.tell(kind, source, received);
        if (reasons.size() < MOST_ANSWERS) {
            reasons.put(question, reason);
        }
        return reason;
    }

    private Optional<String> answer(Question question, Supplier<Optional<String>> work) {
        Optional<String> known = answers.get(question);
        if (known != null) {
            return known;
        }
        Optional<String> found = work.get();
        if (answers.size() < MOST_ANSWERS) {
            answers.put(question, found);
        }
        return found;
    }

    private static Optional<String> first(List<List<String>> tiers) {
        return tiers.isEmpty() ? Optional.empty() : Optional.of(tiers.get(0).get(0));
    }

    /** Without a client on the row one project must be meant; with one, the project must be that client's. */
    private Optional<String> chosen(String source, Names received) {
        List<List<String>> tiers = projects.find(source, received.project(), null);
        if (tiers.isEmpty()) {
            return Optional.empty();
        }
        if (FoldedName.of(received.client()).isEmpty()) {
            List<String> meant = tiers.get(0);
            return meant.size() == 1 ? Optional.of(meant.get(0)) : Optional.empty();
        }
        Optional<String> client = client(source, received);
        return client.flatMap(id -> tiers.stream()
                .flatMap(List::stream)
                .filter(project -> Objects.equals(facts.projects.get(project).client(), id))
                .findFirst());
    }

    @Override
    public Optional<String> client(String source, Names received) {
        return first(clients.find(source, received.client(), null));
    }

    List<List<String>> projectsMeant(String source, Names received) {
        return projects.find(source, received.project(), null);
    }

    NameTiers tiers(NameKind kind) {
        return switch (kind) {
            case WORKER -> workers;
            case CLIENT -> clients;
            case PROJECT -> projects;
            case SERVICE -> services;
        };
    }

    Project project(String id) {
        return facts.projects.get(id);
    }
}
