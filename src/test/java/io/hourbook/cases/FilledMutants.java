package io.hourbook.cases;

import io.hourbook.cases.Mutants.Mutant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What could stand where the shipped files leave something open: empty cells, tables without rows, targets and addresses. */
final class FilledMutants {

    /** What could stand in columns that no row fills, by table and column; a column that a table does not have is put behind the others. */
    private static final Map<String, String> OPEN = new LinkedHashMap<>(Map.of(
            "sources.csv starts", "2025-03-10", "rates.csv until", "2025-02-01", "clients.csv rounding_scope", "day", "projects.csv increment_minutes", "30",
            "projects.csv rounding", "down", "projects.csv minimum_minutes", "45", "projects.csv rounding_scope", "day"));

    /** Rows that could stand in tables that have none. */
    private static final Map<String, List<String>> ROWS = Map.of(
            "names.csv", List.of(",worker,W01,W02", ",worker,Ivan Petrov,W02", "toggl-berlin,worker,eva.brandt@harbourlane.example,W06", ",client,Acme Rockets,BLAU",
                    ",client,Crown & Co,BLAU", ",project,Acme App,BLAU-ERP", ",service,Development,DESIGN", ",service,Archery,DEV"),
            "target-names.csv", List.of("sandbox,account,4020,400", "sandbox,counterparty,CUST-1001,Acme", "sandbox,item,ITEM-DEV,Development", "sandbox,tax,*,STD",
                    "sandbox,tax,CUST-1001,STD", "sandbox,tax,4020,STD", "sandbox,project,ACME-WEB,Website", "sandbox,service,DEV,Development", "sandbox,worker,W01,Ana Ruiz",
                    "sandbox,account,*,400", "sandbox,counterparty,*,Cash", "sandbox,item,*,Work"));

    private static final Map<String, String> TARGET = new LinkedHashMap<>();

    static {
        TARGET.put("kind", "ledger-file, settings: { file: books.journal }");
        TARGET.put("url", "https://books.example/api");
        TARGET.put("token", "\"${env:BOOKS_TOKEN}\"");
        TARGET.put("auth", "{ basic: { user: hourbook, password: \"${env:BOOKS_PASSWORD}\" } }");
        TARGET.put("sandbox", "https://rehearsal.example/api");
        TARGET.put("sandbox_token", "\"${env:REHEARSAL_TOKEN}\"");
        TARGET.put("sandbox_auth", "{ api_key: { header: X-Api-Key, value: \"${env:REHEARSAL_KEY}\" } }");
        TARGET.put("line_limit", "501");
        TARGET.put("batch", "50");
        TARGET.put("concurrency", "8");
        TARGET.put("per_minute", "60");
        TARGET.put("per_day", "5000");
        TARGET.put("gzip", "yes");
        TARGET.put("timeout_seconds", "31");
        TARGET.put("starts", "2025-03-10");
    }

    private FilledMutants() {}

    /** Every empty cell of every table filled in, every column that a table leaves out added for one row, each header misspelt, rows where there are none. */
    static List<Mutant> tables() {
        List<Mutant> mutants = new ArrayList<>();
        for (Path file : files()) {
            List<String> lines = text(file).lines().toList();
            int header = (int) lines.stream().takeWhile(line -> line.startsWith("#")).count();
            headers(file, lines, header, mutants);
            cells(file, lines, header, mutants);
            for (String row : ROWS.getOrDefault(file.getFileName().toString(), List.of())) {
                mutants.add(new Mutant(file, "row " + row, String.join("\n", lines) + "\n" + row + "\n"));
            }
        }
        return mutants;
    }

    private static void headers(Path file, List<String> lines, int header, List<Mutant> mutants) {
        String[] columns = lines.get(header).split(",", -1);
        for (int i = 0; i < columns.length; i++) {
            String[] changed = columns.clone();
            changed[i] = columns[i] + "x";
            mutants.add(with(file, lines, header, String.join(",", changed), "header " + columns[i] + " misspelt"));
        }
    }

    private static void cells(Path file, List<String> lines, int header, List<Mutant> mutants) {
        String table = file.getFileName().toString();
        String[] columns = lines.get(header).split(",", -1);
        for (int line = header + 1; line < lines.size(); line++) {
            String[] cells = lines.get(line).split(",", -1);
            for (int column = 0; column < cells.length; column++) {
                String other = cells[column].isEmpty() ? other(table, columns[column], lines, header, column) : null;
                if (other != null) {
                    String[] changed = cells.clone();
                    changed[column] = other;
                    mutants.add(with(file, lines, line, String.join(",", changed), "line " + (line + 1) + " " + columns[column] + " filled with " + other));
                }
            }
            added(file, table, List.of(columns), lines, header, line, mutants);
        }
    }

    private static void added(Path file, String table, List<String> columns, List<String> lines, int header, int line, List<Mutant> mutants) {
        OPEN.forEach((at, value) -> {
            String column = at.substring(at.indexOf(' ') + 1);
            if (at.startsWith(table + " ") && !columns.contains(column)) {
                List<String> all = new ArrayList<>(lines);
                for (int i = header; i < all.size(); i++) {
                    all.set(i, all.get(i) + "," + (i == header ? column : i == line ? value : ""));
                }
                mutants.add(new Mutant(file, "line " + (line + 1) + " " + column + " added with " + value, String.join("\n", all) + "\n"));
            }
        });
    }

    /** What another row says there; else what could be said. */
    private static String other(String table, String column, List<String> lines, int header, int at) {
        return lines.stream().skip(header + 1).map(line -> line.split(",", -1)[at]).filter(value -> !value.isEmpty()).findFirst()
                .orElse(OPEN.get(table + " " + column));
    }

    /** Everything that could be said of the shipped target, of another one, and of where rates are fetched. */
    static List<Mutant> policies() {
        List<Mutant> mutants = new ArrayList<>();
        Path targets = Path.of("mappings/targets.yaml");
        List<String> lines = text(targets).lines().toList();
        int name = lines.indexOf("  sandbox:");
        TARGET.forEach((key, value) -> {
            List<String> all = new ArrayList<>(lines);
            all.removeIf(line -> line.startsWith("    " + key + ":"));
            Stream.of(("    " + key + ": " + value).split(", (?=settings)")).forEach(line -> all.add(name + 1, line.startsWith(" ") ? line : "    " + line));
            mutants.add(new Mutant(targets, key + " " + value, String.join("\n", all) + "\n"));
        });
        List<String> other = new ArrayList<>(lines);
        other.addAll(List.of("  books:", "    line_limit: 500"));
        String two = String.join("\n", other) + "\n";
        mutants.add(new Mutant(targets, "default books", two.replace("default: sandbox", "default: books")));
        for (String kind : List.of("sales-invoice", "vendor-bill", "retainer-journal", "labour-journal", "payroll-batch")) {
            mutants.add(new Mutant(targets, kind + " to books", two.replace("\ndocuments:\n", "\ndocuments:\n  " + kind + ": books\n")));
        }
        mutants.add(new Mutant(targets, "default misspelt", String.join("\n", lines).replace("default: sandbox", "default: sandpit") + "\n"));
        Path exchange = Path.of("mappings/exchange.yaml");
        for (String key : List.of("daily_url", "history_url")) {
            mutants.add(new Mutant(exchange, key, text(exchange).replace("  " + key + ":\n", "  " + key + ": https://rates.example/" + key + ".xml\n")));
        }
        return mutants;
    }

    private static Mutant with(Path file, List<String> lines, int at, String line, String what) {
        List<String> all = new ArrayList<>(lines);
        all.set(at, line);
        return new Mutant(file, what, String.join("\n", all) + "\n");
    }

    private static List<Path> files() {
        try (Stream<Path> files = Files.list(Path.of("mappings"))) {
            return files.filter(file -> file.toString().endsWith(".csv") && !file.toString().contains(".cases.") && !file.endsWith("exchange-rates-ecb.csv"))
                    .sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
