package io.hourbook.mapping;

import io.hourbook.rate.Rate;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;

/** Checks that what one table names is there in another, and belongs together. */
final class References {

    private final Facts facts;
    private final MappingFiles files;
    private final Faults faults;

    References(Facts facts, MappingFiles files, Faults faults) {
        this.facts = facts;
        this.files = files;
        this.faults = faults;
    }

    void check(Collection<String> jurisdictions) {
        for (Worker worker : facts.workers.values()) {
            known(worker.at(), "jurisdiction", worker.jurisdiction(), jurisdictions, files.shown("overtime.yaml"));
        }
        facts.projects.values().forEach(this::project);
        facts.rates.forEach(this::rate);
        for (Retainer retainer : facts.retainers.values()) {
            in(Sheet.CLIENTS, retainer.at(), "client", retainer.client(), facts.clients);
        }
        for (Service service : facts.services.values()) {
            in(Sheet.ACCOUNTS, service.at(), "income_account", service.incomeAccount(), facts.accounts);
            in(Sheet.ACCOUNTS, service.at(), "expense_account", service.expenseAccount(), facts.accounts);
        }
        for (ExpenseCategory category : facts.expenseCategories.values()) {
            in(Sheet.ACCOUNTS, category.at(), "account", category.account(), facts.accounts);
            if (!Objects.equals(category.account(), category.incomeAccount())) {
                in(Sheet.ACCOUNTS, category.at(), "income_account", category.incomeAccount(), facts.accounts);
            }
        }
        for (ExpenseRate rate : facts.expenseRates) {
            in(Sheet.EXPENSE_CATEGORIES, rate.at(), "category", rate.category(), facts.expenseCategories);
        }
        facts.sources.values().forEach(this::source);
        facts.aliases.forEach(this::alias);
    }

    private void project(Project project) {
        in(Sheet.CLIENTS, project.at(), "client", project.client(), facts.clients);
        in(Sheet.RETAINERS, project.at(), "retainer", project.retainer(), facts.retainers);
        Retainer retainer = facts.retainers.get(project.retainer());
        if (retainer != null && facts.clients.containsKey(project.client())) {
            belongs(project.at(), "retainer " + retainer.retainer(), retainer.client(), retainer.at(), project.client());
        }
        Client client = facts.clients.get(project.client());
        boolean charged = project.engagement() != null && project.engagement() != Project.Engagement.NON_BILLABLE;
        if (charged && client != null && client.customer() == null) {
            faults.add("MAP-130", project.at(), "the project is billed and its client has no customer",
                    client.client() + " (" + client.at() + ")", "the books' customer who is charged",
                    "fill in customer at the client, or make the project non-billable");
        }
    }

    private void rate(Rate rate) {
        in(Sheet.CLIENTS, rate.at(), "client", rate.client(), facts.clients);
        in(Sheet.PROJECTS, rate.at(), "project", rate.project(), facts.projects);
        in(Sheet.SERVICES, rate.at(), "service", rate.service(), facts.services);
        in(Sheet.WORKERS, rate.at(), "worker", rate.worker(), facts.workers);
        Project project = facts.projects.get(rate.project());
        if (project != null && facts.clients.containsKey(rate.client())) {
            belongs(rate.at(), "project " + project.project(), project.client(), project.at(), rate.client());
        }
    }

    private void belongs(String where, String thing, String owner, String at, String named) {
        if (!Objects.equals(owner, named)) {
            faults.add("MAP-122", where, thing + " belongs to another client", "client " + named,
                    "client " + owner + ", as " + at + " says", "name one client in both places");
        }
    }

    private void source(Source source) {
        known(source.at(), "format", source.format(), files.formats(), files.shown("sources"));
    }

    private void alias(Alias alias) {
        in(Sheet.SOURCES, alias.at(), "source", alias.source(), facts.sources);
        switch (alias.kind()) {
            case WORKER -> in(Sheet.WORKERS, alias.at(), "id", alias.id(), facts.workers);
            case CLIENT -> in(Sheet.CLIENTS, alias.at(), "id", alias.id(), facts.clients);
            case PROJECT -> in(Sheet.PROJECTS, alias.at(), "id", alias.id(), facts.projects);
            case SERVICE -> in(Sheet.SERVICES, alias.at(), "id", alias.id(), facts.services);
        }
    }

    private void in(Sheet sheet, String where, String column, String id, Map<String, ?> known) {
        if (!facts.unread.contains(sheet)) {
            known(where, column, id, known.keySet(), files.shown(sheet.file()));
        }
    }

    private void known(String where, String column, String id, Collection<String> known, String there) {
        if (id != null && !known.contains(id)) {
            faults.add("MAP-121", where, column + " " + Faults.quoted(id) + " is not in " + there, Faults.quoted(id),
                    "one that is there" + faults.hint(id, known), "correct it here, or add it there");
        }
    }
}
