package io.hourbook.document;

import io.hourbook.mapping.MappingBook;
import io.hourbook.mapping.Project;
import io.hourbook.mapping.Service;

/** What a line says of the one entry that it is about. */
final class EntryText {

    private static final int LONGEST = 4_000;

    private EntryText() {}

    /** The fields with which the line of one entry begins, whatever it is on, in the contract's order. */
    static LineJson begin(EntryRow row, MappingBook book, String description, long seconds, long rawSeconds) {
        return new LineJson()
                .entry(row.reference())
                .text("description", description)
                .text("worker", row.worker())
                .text("project", row.project())
                .text("job", job(book, row.project()))
                .text("service", row.service())
                .text("item", item(book, row.service()))
                .text("account", row.account())
                .text("workDate", row.workDate().toString())
                .number("seconds", seconds)
                .number("rawSeconds", rawSeconds);
    }

    /** The notes, or, where there are none, what was done and for what. */
    static String description(EntryRow row, MappingBook book) {
        return description(row.notes(), book, row.project(), row.service());
    }

    private static String description(String notes, MappingBook book, String projectId, String serviceId) {
        if (!notes.isBlank()) {
            return cut(notes);
        }
        Project project = projectId == null ? null : book.projects().get(projectId);
        Service service = serviceId == null ? null : book.services().get(serviceId);
        if (project == null && service == null) {
            return "Work";
        }
        return service == null ? project.name() : project == null ? service.name() : service.name() + ", " + project.name();
    }

    static String cut(String words) {
        return words.length() <= LONGEST ? words : words.substring(0, LONGEST - 1) + "…";
    }

    private static String job(MappingBook book, String projectId) {
        Project project = projectId == null ? null : book.projects().get(projectId);
        return project == null ? null : project.job();
    }

    private static String item(MappingBook book, String serviceId) {
        Service service = serviceId == null ? null : book.services().get(serviceId);
        return service == null ? null : service.item();
    }
}
