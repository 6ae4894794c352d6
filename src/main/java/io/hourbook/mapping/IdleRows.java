package io.hourbook.mapping;

import io.hourbook.rate.Rate;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Rows that nothing can reach. Not accounts: a chart of accounts is the books' own, and most of it is booked to by others. Not workers
 * and services without time, of which only a database could tell.
 */
final class IdleRows {

    private final MappingBook book;
    private final String folder;
    private final Faults notes;

    IdleRows(MappingBook book, String folder, Faults notes) {
        this.book = book;
        this.folder = folder;
        this.notes = notes;
    }

    void look() {
        unnamed();
        book.rates().rates().forEach(this::neverCharged);
        withoutPrice();
        overBeforeTheStart();
    }

    private void unnamed() {
        for (Client client : book.clients().values()) {
            if (book.projects().values().stream().noneMatch(project -> project.client().equals(client.client()))) {
                idle(client.at(), "no project is for client " + Faults.quoted(client.client()), folder + "/projects.csv has no row with it",
                        "add its projects, or take the client out");
            }
        }
        for (Retainer retainer : book.retainers().values()) {
            if (book.projects().values().stream().noneMatch(project -> retainer.retainer().equals(project.retainer()))) {
                idle(retainer.at(), "no project draws from retainer " + Faults.quoted(retainer.retainer()), folder + "/projects.csv has no row with it",
                        "name it in the project that it pays for, or take it out");
            }
        }
    }

    /** Prices of what is never charged, and of people who have left before the price begins. */
    private void neverCharged(Rate rate) {
        List<Project> priced = book.projects().values().stream()
                .filter(project -> rate.project() != null ? project.project().equals(rate.project()) : rate.client() == null || project.client().equals(rate.client()))
                .toList();
        Worker worker = rate.worker() == null ? null : book.workers().get(rate.worker());
        if (!priced.isEmpty() && priced.stream().noneMatch(IdleRows::charged)) {
            idle(rate.at(), "nothing is ever charged at this price", "its projects are non-billable: "
                    + priced.stream().map(Project::project).collect(Collectors.joining(", ")), "take the row out, or look at the engagement");
        } else if (rate.service() != null && book.services().get(rate.service()).incomeAccount() == null && !subcontracted(worker, priced)) {
            idle(rate.at(), "nothing is ever charged at this price", "service " + rate.service() + " has no income_account ("
                    + book.services().get(rate.service()).at() + ")", "take the row out, or say where the service's income is booked");
        }
        if (worker != null && !worker.activeOn(rate.from())) {
            idle(rate.at(), "nobody works at this price", worker.name() + " is in force until " + worker.until() + " (" + worker.at()
                    + "), the price from " + rate.from(), "take the row out, or look at both dates");
        }
    }

    /** Contractors' time is charged by the account of posting.yaml, whatever the service. */
    private boolean subcontracted(Worker worker, List<Project> priced) {
        boolean contractor = worker == null ? book.workers().values().stream().anyMatch(Worker::contractor) : worker.contractor();
        return contractor && priced.stream().anyMatch(Project::rebillContractors);
    }

    private void withoutPrice() {
        if (book.projects().values().stream().noneMatch(IdleRows::charged)) {
            return;
        }
        for (Service service : book.services().values()) {
            if (service.incomeAccount() != null
                    && book.rates().rates().stream().noneMatch(rate -> rate.service() == null || rate.service().equals(service.service()))) {
                idle(service.at(), "there is no price at which service " + Faults.quoted(service.service()) + " could be charged",
                        folder + "/rates.csv has no row for it, and none for any service", "add its price, or leave its income_account empty");
            }
        }
    }

    private static boolean charged(Project project) {
        return project.engagement() != Project.Engagement.NON_BILLABLE;
    }

    /** What ended before the first day of work that is taken at all; nothing where work has no first day. */
    private void overBeforeTheStart() {
        LocalDate start = start();
        if (start == null) {
            return;
        }
        String taken = "work is taken from " + start + " on";
        for (Worker worker : book.workers().values()) {
            if (!worker.activeOn(start)) {
                idle(worker.at(), worker.name() + " has left before any work that is taken", "until " + worker.until() + ", and " + taken,
                        "take the row out, or look at both dates");
            }
        }
        for (Rate rate : book.rates().rates()) {
            if (rate.until() != null && !rate.until().isAfter(start)) {
                idle(rate.at(), "this price has ended before any work that is taken", "until " + rate.until() + ", and " + taken,
                        "take the row out, or look at both dates");
            }
        }
    }

    /** Null where a source, and the target of all, have none. */
    private LocalDate start() {
        LocalDate target = book.target() == null ? null : book.target().starts();
        LocalDate sources = book.sources().values().stream().anyMatch(source -> source.starts() == null) ? null
                : book.sources().values().stream().map(Source::starts).min(Comparator.naturalOrder()).orElse(null);
        return target == null || sources != null && sources.isAfter(target) ? sources : target;
    }

    private void idle(String at, String what, String saw, String fix) {
        notes.add("MAP-502", at, what, saw, null, fix);
    }
}
