package io.hourbook.mapping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The kinds of change that {@code changes.yaml} tells apart: files, and of a table whole rows or only some columns. */
enum ChangeKind {
    ACCOUNTS("accounts.csv", "services.csv item income_account expense_account", "expense-categories.csv"),
    POSTING("posting.yaml"),
    RATES("rates.csv", "workers.csv cost_rate cost_currency", "expense-rates.csv"),
    ROUNDING("rounding.yaml", "clients.csv increment_minutes rounding minimum_minutes money_rounding rounding_scope",
            "projects.csv increment_minutes rounding minimum_minutes rounding_scope"),
    OVERTIME("overtime.yaml", "workers.csv kind jurisdiction workweek_starts"),
    EXCHANGE("exchange.yaml", "clients.csv fx_lock"),
    TARGETS("targets.yaml", "target-names.csv"),
    RETAINERS("retainers.csv", "projects.csv retainer"),
    WORKERS("workers.csv"),
    CLIENTS("clients.csv"),
    PROJECTS("projects.csv"),
    SERVICES("services.csv"),
    NAMES("names.csv"),
    SOURCES("sources.csv"),
    APPROVAL("approval.yaml"),
    HOLDS("holds.yaml"),
    PERIODS("periods.yaml"),
    SCHEDULES("schedules.yaml"),
    RELEASE("release.yaml"),
    ROLLOUT("rollout.yaml"),
    ALERTS("alerts.yaml"),
    ROUTES(),
    /** Cases that are gone, of whichever file: the only change of cases that ever waits. */
    FEWER_CASES(),
    /** Whatever no other kind has. */
    OTHER();

    static final String MAPPINGS = "mappings/";
    static final String POLICY = MAPPINGS + "changes.yaml";

    /** By path from the home on: the columns, none where all of it counts. */
    private final Map<String, List<String>> files = new LinkedHashMap<>();

    ChangeKind(String... files) {
        for (String file : files) {
            List<String> words = List.of(file.split(" "));
            this.files.put(MAPPINGS + words.get(0), words.subList(1, words.size()));
        }
    }

    /** As it is written in the policy. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> words() {
        return Stream.of(values()).map(ChangeKind::word).toList();
    }

    /** The columns of which a change of this file is of this kind: none where all of it is; null where it is of another kind. */
    List<String> columns(String path) {
        List<String> named = files.get(path);
        if (named != null) {
            return named;
        }
        boolean ofThis = switch (this) {
            case ROUTES -> path.startsWith("routes/");
            case SOURCES -> path.startsWith(MAPPINGS + "sources/");
            // a table that is none of the book's holds published rates, whatever it is called
            case EXCHANGE -> published(path);
            case OTHER -> Arrays.stream(values()).noneMatch(kind -> kind != OTHER && kind.columns(path) != null);
            default -> false;
        };
        return ofThis ? List.of() : null;
    }

    private static boolean published(String path) {
        boolean table = path.startsWith(MAPPINGS) && path.indexOf('/', MAPPINGS.length()) < 0 && (path.endsWith(".csv") || path.endsWith(".xml"));
        return table && sheet(path) == null;
    }

    /** The table that a path is of, or null. */
    static Sheet sheet(String path) {
        return Arrays.stream(Sheet.values()).filter(sheet -> path.equals(MAPPINGS + sheet.file())).findFirst().orElse(null);
    }

    /** Every kind that a change of this file may be of; of one column of it, where one is named. */
    static Set<ChangeKind> of(String path, String column) {
        Set<ChangeKind> kinds = new LinkedHashSet<>();
        for (ChangeKind kind : values()) {
            List<String> columns = kind.columns(path);
            if (columns != null && (columns.isEmpty() || column == null || columns.contains(column))) {
                kinds.add(kind);
            }
        }
        return kinds;
    }

    /** Those that may be named: for a case that asks. */
    static List<String> columnsOf(String path) {
        Sheet sheet = sheet(path);
        return sheet == null ? new ArrayList<>() : sheet.columns();
    }
}
