package io.hourbook.intake;

import io.hourbook.entry.ReceivedEntry;
import io.hourbook.entry.ReceivedExpense;
import io.hourbook.entry.ReceivedRow;
import io.hourbook.format.SourceFormat;
import io.hourbook.mapping.Source;
import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Runs the golden cases of formats, {@code mappings/sources/<format>.cases.yaml}: rows in, fields out. Only the fields that a case
 * names are compared.
 */
public final class FormatCases {

    private FormatCases() {}

    /**
     * @param mappings the folder that holds {@code sources/}
     * @return a finding for each row that is not what its case says; formats without cases have none
     */
    public static List<Finding> run(Path mappings, Map<String, SourceFormat> formats) {
        List<Finding> findings = new ArrayList<>();
        formats.values().stream().sorted((a, b) -> a.name().compareTo(b.name())).forEach(format -> {
            Path file = mappings.resolve("sources").resolve(format.name() + ".cases.yaml");
            if (Files.isRegularFile(file)) {
                run(file, format, findings);
            }
        });
        return findings;
    }

    private static void run(Path file, SourceFormat format, List<Finding> findings) {
        String where = "mappings/sources/" + file.getFileName();
        try {
            for (CaseFile.Case one : CaseFile.read(Files.readString(file))) {
                compare(one, read(one, format), where + ":" + one.line(), findings);
            }
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            findings.add(new Finding("FMT-107", where, "the cases cannot be read", e.getMessage(),
                    "cases with name, zone, dates, csv and rows", "mend the file; docs/formats.md has an example"));
        }
    }

    private static List<Map<String, String>> read(CaseFile.Case one, SourceFormat format) throws IOException {
        Source source = new Source("case", format.name(), one.zone() == null ? null : ZoneId.of(one.zone()), one.dates(), null, null);
        Zones zones = new Zones(source.zone(), nobody -> Optional.empty(), ZoneOffset.UTC);
        List<Map<String, String>> rows = new ArrayList<>();
        try (CsvFile csv = CsvFile.open(() -> new StringReader(one.csv()), source, format, zones, one.name())) {
            csv.forEachRemaining(piece -> piece.forEach(row -> rows.add(fields(row))));
        } catch (Problem refused) {
            rows.add(Map.of("refused", refused.code()));
        }
        return rows;
    }

    private static void compare(CaseFile.Case one, List<Map<String, String>> rows, String where, List<Finding> findings) {
        if (rows.size() != one.rows().size()) {
            findings.add(failed(one, where, rows.size() + " rows", one.rows().size() + " rows"));
        }
        for (int i = 0; i < Math.min(rows.size(), one.rows().size()); i++) {
            Map<String, String> row = rows.get(i);
            int number = i + 1;
            one.rows().get(i).forEach((field, want) -> {
                String saw = row.get(field);
                if (!want.equals(saw)) {
                    findings.add(failed(one, where, "row " + number + ": " + field + ": " + saw, field + ": " + want));
                }
            });
        }
    }

    private static Finding failed(CaseFile.Case one, String where, String saw, String want) {
        return new Finding("FMT-106", where, "a case fails: " + one.name(), saw, want, "mend the format, or the case if it is wrong");
    }

    static Map<String, String> fields(ReceivedRow row) {
        Map<String, String> fields = new LinkedHashMap<>();
        if (row instanceof ReceivedRow.Skipped skipped) {
            fields.put("skipped", skipped.why());
        } else if (row instanceof ReceivedRow.Malformed malformed) {
            fields.put("malformed", malformed.finding().code());
        } else if (row instanceof ReceivedExpense expense) {
            expense(fields, expense);
        } else if (row instanceof ReceivedEntry entry) {
            fields.put("id", said(entry.sourceId()));
            fields.put("worker", said(entry.names().worker()));
            fields.put("email", said(entry.names().email()));
            fields.put("client", said(entry.names().client()));
            fields.put("project", said(entry.names().project()));
            fields.put("service", said(entry.names().service()));
            fields.put("notes", entry.notes());
            fields.put("tags", entry.tags());
            fields.put("start", entry.startAt().toString());
            fields.put("date", entry.workDate().toString());
            fields.put("timed", yesNo(entry.timed()));
            fields.put("ordinal", String.valueOf(entry.ordinal()));
            fields.put("seconds", String.valueOf(entry.seconds()));
            fields.put("billable", entry.billable() == null ? "" : yesNo(entry.billable()));
            fields.put("invoiced", yesNo(entry.invoiced()));
            fields.put("approval", word(entry.approval()));
            fields.put("modified", entry.modifiedAt() == null ? "" : entry.modifiedAt().toString());
            fields.put("suspicions", entry.suspicions().stream().sorted().map(FormatCases::word).collect(Collectors.joining(", ")));
        }
        return fields;
    }

    private static void expense(Map<String, String> fields, ReceivedExpense expense) {
        fields.put("id", said(expense.sourceId()));
        fields.put("worker", said(expense.names().worker()));
        fields.put("email", said(expense.names().email()));
        fields.put("client", said(expense.names().client()));
        fields.put("project", said(expense.names().project()));
        fields.put("category", said(expense.category()));
        fields.put("vendor", said(expense.vendor()));
        fields.put("notes", expense.notes());
        fields.put("date", expense.spentOn().toString());
        fields.put("ordinal", String.valueOf(expense.ordinal()));
        fields.put("units", expense.units() == null ? "" : expense.units().toPlainString());
        fields.put("amount", expense.amount() == null ? "" : expense.amount().toPlainString());
        fields.put("currency", said(expense.currency()));
        fields.put("billable", expense.billable() == null ? "" : yesNo(expense.billable()));
        fields.put("reimbursable", expense.reimbursable() == null ? "" : yesNo(expense.reimbursable()));
        fields.put("invoiced", yesNo(expense.invoiced()));
        fields.put("approval", word(expense.approval()));
        fields.put("deleted", yesNo(expense.deleted()));
        fields.put("receipt", said(expense.receipt()));
        fields.put("modified", expense.modifiedAt() == null ? "" : expense.modifiedAt().toString());
    }

    private static String said(String name) {
        return name == null ? "" : name;
    }

    private static String yesNo(boolean yes) {
        return yes ? "yes" : "no";
    }

    private static String word(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
