package io.hourbook.console;

import io.hourbook.mapping.Client;
import io.hourbook.mapping.MappingBook;
import io.hourbook.mapping.Project;
import io.hourbook.mapping.Service;
import io.hourbook.mapping.Worker;
import java.util.HashMap;
import java.util.Map;

/** Names for the books' ids. What the mappings do not know, or while they cannot be read, keeps its id. */
final class BookWords {

    private final MappingBook book;
    private final Map<String, String> counterparties;

    /** @param book may be null */
    BookWords(MappingBook book) {
        this.book = book;
        this.counterparties = counterparties(book);
    }

    public String worker(String id) {
        Worker worker = book == null || id == null ? null : book.workers().get(id);
        return worker == null ? id : worker.name();
    }

    public String client(String id) {
        Client client = book == null || id == null ? null : book.clients().get(id);
        return client == null ? id : client.name();
    }

    public String project(String id) {
        Project project = book == null || id == null ? null : book.projects().get(id);
        return project == null ? id : project.name();
    }

    public String service(String id) {
        Service service = book == null || id == null ? null : book.services().get(id);
        return service == null ? id : service.name();
    }

    /** The customer's or vendor's name, or null where it has none here. */
    public String counterparty(String id) {
        return id == null ? null : counterparties.get(id);
    }

    private static Map<String, String> counterparties(MappingBook book) {
        Map<String, String> names = new HashMap<>();
        if (book != null) {
            book.workers().values().forEach(worker -> names.putIfAbsent(worker.vendor(), worker.name()));
            book.clients().values().forEach(client -> names.putIfAbsent(client.customer(), client.name()));
            // what an employee is owed is billed under the worker's own id
            book.workers().values().forEach(worker -> names.putIfAbsent(worker.worker(), worker.name()));
        }
        return names;
    }
}
