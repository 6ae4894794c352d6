package io.hourbook.proof;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** An export whose people keep changing it, as people do: always the same changes for the same seed. */
final class Edits {

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("MM/dd/yyyy hh:mm:ss a", Locale.US);
    private static final String[][] PROJECTS = {
        {"Acme Website", "Acme Rockets"}, {"Acme App", "Acme Rockets"}, {"Blau ERP", "Blau Werke"}, {"Crown Brand", "Crown & Co"},
        {"Ember Care Plan", "Ember Labs"}, {"Fjord Operations", "Fjord Energi"}, {"Internal", "Harbour Lane Studio"},
        {"Oasis App", "Oasis Hotels"}, {"Skunkworks", "Acme Rockets"}
    };
    private static final String[] TASKS = {"Design", "Development", "Consulting", "Support", "Archery"};

    private final Random random;
    private final List<String> columns;
    private final List<String[]> first = new ArrayList<>();
    private List<String[]> rows;

    Edits(String export, long seed) {
        random = new Random(seed);
        List<List<String>> all = new ArrayList<>();
        try (var reader = CsvReader.builder().ofCsvRecord(export)) {
            reader.forEach(row -> all.add(row.getFields()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        columns = all.get(0);
        all.subList(1, all.size()).forEach(row -> first.add(row.toArray(String[]::new)));
        rows = first.stream().map(String[]::clone).toList();
    }

    /** 25 changes, 5 rows as they were at first, 3 new rows. */
    void edit() {
        List<String[]> edited = new ArrayList<>(rows.stream().map(String[]::clone).toList());
        for (int i = 0; i < 25; i++) {
            change(edited.get(random.nextInt(edited.size())));
        }
        for (int i = 0; i < 5; i++) {
            int back = random.nextInt(first.size());
            edited.set(back, first.get(back).clone());
        }
        for (int i = 0; i < 3; i++) {
            edited.add(early());
        }
        rows = edited;
    }

    String text() {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().quoteStrategy(QuoteStrategies.ALWAYS).build(text)) {
            csv.writeRecord(columns);
            rows.forEach(csv::writeRecord);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return text.toString();
    }

    private void change(String[] row) {
        switch (random.nextInt(5)) {
            case 0 -> {
                long seconds = seconds(row);
                if (seconds >= 1_200) {
                    lasting(row, start(row), seconds - 1 - random.nextInt(900));
                }
            }
            case 1 -> {
                String[] project = PROJECTS[random.nextInt(PROJECTS.length)];
                set(row, "Project", project[0]);
                set(row, "Client", project[1]);
            }
            case 2 -> set(row, "Task", TASKS[random.nextInt(TASKS.length)]);
            case 3 -> set(row, "Billable", get(row, "Billable").equals("Yes") ? "No" : "Yes");
            default -> set(row, "Description", get(row, "Description") + " (edited)");
        }
    }

    /** Someone's work on an early morning in April. */
    private String[] early() {
        String[] row = first.get(random.nextInt(first.size())).clone();
        LocalDateTime start = LocalDateTime.of(2025, 4, 1 + random.nextInt(28), 6, random.nextInt(31), 0);
        lasting(row, start, (45 - start.getMinute()) * 60L);
        return row;
    }

    private LocalDateTime start(String[] row) {
        return LocalDateTime.parse(get(row, "Start Date") + " " + get(row, "Start Time"), STAMP);
    }

    private long seconds(String[] row) {
        String[] length = get(row, "Duration (h)").split(":");
        return Long.parseLong(length[0]) * 3_600 + Long.parseLong(length[1]) * 60 + Long.parseLong(length[2]);
    }

    private void lasting(String[] row, LocalDateTime start, long seconds) {
        stamp(row, "Start", start);
        stamp(row, "End", start.plusSeconds(seconds));
        set(row, "Duration (h)", String.format("%02d:%02d:%02d", seconds / 3_600, seconds / 60 % 60, seconds % 60));
        set(row, "Duration (decimal)", String.format(Locale.US, "%d.%02d", seconds / 3_600, seconds % 3_600 * 100 / 3_600));
    }

    private void stamp(String[] row, String which, LocalDateTime time) {
        String[] words = time.format(STAMP).split(" ", 2);
        set(row, which + " Date", words[0]);
        set(row, which + " Time", words[1]);
    }

    private String get(String[] row, String column) {
        return row[columns.indexOf(column)];
    }

    private void set(String[] row, String column, String value) {
        row[columns.indexOf(column)] = value;
    }
}
