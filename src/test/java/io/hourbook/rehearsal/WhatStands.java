package io.hourbook.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;

/** What stands in a home and its books, to compare with what stands there later. */
final class WhatStands {

    private WhatStands() {}

    /** A checksum of each table's rows. */
    static Map<String, String> books(JdbcTemplate of) {
        String tables = of.queryForList("select table_name from information_schema.tables where table_schema = database()", String.class).stream()
                .map(Stage::quoted).collect(Collectors.joining(", "));
        Map<String, String> sums = new TreeMap<>();
        of.query("checksum table " + tables + " extended", row -> {
            sums.put(row.getString(1), row.getString(2));
        });
        assertThat(sums).hasSizeGreaterThan(20);
        return sums;
    }

    /** Every file of the home, with its size and time. */
    static Map<String, String> files(Path home) {
        try (Stream<Path> tree = Files.walk(home)) {
            Map<String, String> found = new TreeMap<>();
            for (Path path : tree.filter(Files::isRegularFile).toList()) {
                found.put(home.relativize(path).toString(), Files.size(path) + " " + Files.getLastModifiedTime(path));
            }
            return found;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** What rehearsals have of databases beside the books. */
    static List<String> schemas(JdbcTemplate jdbc) {
        return new ArrayList<>(jdbc.queryForList(
                "select schema_name from information_schema.schemata where schema_name = concat(database(), '_rehearsal')", String.class));
    }

    /** What every document says, by its reference. */
    static Map<String, String> documents(JdbcTemplate of) {
        Map<String, String> documents = new TreeMap<>();
        of.query(
                """
                select d.reference, d.status, d.type, g.currency, d.total, d.base_total, d.line_count,
                    (select sum(l.seconds) from document_line l where l.document_id = d.id and l.until_revision is null) as seconds
                from document d join document_group g on g.id = d.group_id""",
                row -> {
                    boolean payroll = row.getString("type").equals("payroll-batch");
                    documents.put(row.getString("reference"), says(new DocumentChange.Said(
                            row.getString("status"), payroll ? null : Face.amount(row.getBigDecimal("total"), row.getString("currency")),
                            payroll ? null : Papers.base(row.getBigDecimal("base_total"), "USD"), row.getInt("line_count"),
                            payroll ? row.getLong("seconds") : null)));
                });
        return documents;
    }

    static String says(DocumentChange.Said said) {
        return said.toString();
    }
}
