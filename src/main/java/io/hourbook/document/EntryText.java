package io.hourbook.document;

import io.hourbook.mapping.MappingBook;
import io.hourbook.mapping.Project;
import io.hourbook.mapping.Service;

/** The words of a line about one entry. */
final class EntryText {

    private static final int LONGEST = 4_000;

    private EntryText() {}

    /** The notes, or, where there are none, what was done and for what. */
    static String description(String notes, MappingBook book, String projectId, String serviceId) {
        if (!notes.isBlank()) {
            return notes.length() <= LONGEST ? notes : notes.substring(0, LONGEST - 1) + "…";
        }
        Project project = projectId == null ? null : book.projects().get(projectId);
        Service service = serviceId == null ? null : book.services().get(serviceId);
        if (project == null && service == null) {
            return "Work";
        }
        return service == null ? project.name() : project == null ? service.name() : service.name() + ", " + project.name();
    }

    static String job(MappingBook book, String projectId) {
        Project project = projectId == null ? null : book.projects().get(projectId);
        return project == null ? null : project.job();
    }

    static String item(MappingBook book, String serviceId) {
        Service service = serviceId == null ? null : book.services().get(serviceId);
        return service == null ? null : service.item();
    }
}
