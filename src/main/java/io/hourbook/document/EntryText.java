package io.hourbook.document;

import io.hourbook.entry.EntryKeys;
import io.hourbook.mapping.MappingBook;
import io.hourbook.mapping.Project;
import io.hourbook.mapping.Service;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;

/** What a line says of the one entry that it is about. */
final class EntryText {

    private static final int LONGEST = 4_000;

    private EntryText() {}

    /**
     * The fields with which the line of one entry begins, whatever it is on, in the contract's order.
     *
     * @param row with the entry, its source and its allocation
     */
    static LineJson begin(ResultSet row, MappingBook book, String description, long seconds, long rawSeconds) throws SQLException {
        return new LineJson()
                .entry(row.getString("source") + ":" + EntryKeys.key(row.getString("source_key"), row.getBytes("identity")))
                .text("description", description)
                .text("worker", row.getString("worker"))
                .text("project", row.getString("project"))
                .text("job", job(book, row.getString("project")))
                .text("service", row.getString("service"))
                .text("item", item(book, row.getString("service")))
                .text("account", row.getString("account"))
                .text("workDate", row.getObject("work_date", LocalDate.class).toString())
                .number("seconds", seconds)
                .number("rawSeconds", rawSeconds);
    }

    /** The notes, or, where there are none, what was done and for what. */
    static String description(ResultSet row, MappingBook book) throws SQLException {
        return description(row.getString("notes"), book, row.getString("project"), row.getString("service"));
    }

    private static String description(String notes, MappingBook book, String projectId, String serviceId) {
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

    private static String job(MappingBook book, String projectId) {
        Project project = projectId == null ? null : book.projects().get(projectId);
        return project == null ? null : project.job();
    }

    private static String item(MappingBook book, String serviceId) {
        Service service = serviceId == null ? null : book.services().get(serviceId);
        return service == null ? null : service.item();
    }
}
