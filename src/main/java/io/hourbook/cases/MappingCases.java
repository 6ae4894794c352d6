package io.hourbook.cases;

import io.hourbook.mapping.MappingBook;
import io.hourbook.problem.Finding;
import io.hourbook.reload.CaseIn;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The cases beside tables and policies, {@code mappings/rates.cases.csv} and {@code mappings/rounding.cases.yaml}: asked of the
 * book itself, by the rules that price and pay. A folder without such files has none.
 */
final class MappingCases {

    private static final String CSV = ".cases.csv";
    private static final String YAML = ".cases.yaml";
    private static final String NONE = "none";

    private final Map<String, CaseKind> tables = TableKinds.all();
    private final Map<String, CaseKind> policies = PolicyKinds.all();
    private final List<MappingCase> cases = new ArrayList<>();
    private final List<Finding> unreadable = new ArrayList<>();

    /** @param mappings the folder; findings name files from its own name on */
    MappingCases(Path mappings) {
        String folder = mappings.toAbsolutePath().normalize().getFileName().toString();
        try (Stream<Path> files = Files.list(mappings)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String name = file.getFileName().toString();
                if (!name.startsWith(".") && (name.endsWith(CSV) || name.endsWith(YAML))) {
                    take(file, folder + "/" + name, name.endsWith(CSV));
                }
            }
        } catch (IOException denied) {
            unreadable.add(new Finding("MAP-301", folder + ":1", "the folder cannot be read", denied.getMessage(), null, "give Hourbook the right to read it"));
        }
    }

    private void take(Path file, String shown, boolean csv) {
        String stem = file.getFileName().toString().replace(csv ? CSV : YAML, "");
        Map<String, CaseKind> kinds = csv ? tables : policies;
        if (!kinds.containsKey(stem)) {
            unreadable.add(new Finding("MAP-301", shown + ":1", "there is nothing that these cases could be of", stem,
                    "cases of " + kinds.keySet() + (csv ? ", or of a policy as .cases.yaml" : ", or of a table as .cases.csv"),
                    "rename the file after its table or policy"));
            return;
        }
        try {
            String text = Files.readString(file);
            MappingCase.Read read = csv ? CaseReader.csv(shown, text, kinds.get(stem)) : CaseReader.yaml(shown, text, kinds.get(stem));
            cases.addAll(read.cases());
            unreadable.addAll(read.findings());
        } catch (IOException notText) {
            unreadable.add(new Finding("MAP-301", shown + ":1", "this cannot be read", null, "a text file in UTF-8", "save it again as UTF-8"));
        }
    }

    int count() {
        return cases.size();
    }

    /** All that comes out otherwise than written, and what is wrong with the files themselves. */
    List<Finding> run(MappingBook book) {
        List<Finding> findings = new ArrayList<>(unreadable);
        cases.forEach(one -> run(one, book, findings));
        return findings;
    }

    List<Finding> unreadable() {
        return unreadable;
    }

    private void run(MappingCase one, MappingBook book, List<Finding> findings) {
        String file = one.where().substring(one.where().indexOf('/') + 1).replaceFirst(":\\d+$", "");
        CaseKind kind = file.endsWith(CSV) ? tables.get(file.replace(CSV, "")) : policies.get(file.replace(YAML, ""));
        Map<String, Object> answer;
        try {
            CaseIn in = new CaseIn(one.asks());
            answer = new LinkedHashMap<>(kind.answer().of(book, in));
            in.done();
        } catch (RuntimeException e) {
            boolean told = e instanceof IllegalArgumentException || e instanceof DateTimeException || e instanceof ArithmeticException;
            String why = told ? e.getMessage() : e instanceof ClassCastException ? "a value of another shape than its column takes"
                    : "a row that it stands on is not in the tables";
            findings.add(new Finding("MAP-302", one.where(), "case \"" + one.name() + "\": it cannot be asked", why, null,
                    "correct the case; or the table, if it is the table that has lost something"));
            return;
        }
        one.wants().forEach((field, want) -> {
            Object got = answer.get(field);
            if (!same(want, got)) {
                findings.add(new Finding("MAP-302", one.places().getOrDefault(field, one.where()), "case \"" + one.name() + "\": " + field,
                        got == null ? NONE : plain(got) + line(field, answer), want, "correct the table or policy, or the case if it is the rule that has changed"));
            }
        });
    }

    private static String line(String field, Map<String, Object> answer) {
        Object line = answer.get("line");
        return line == null || field.equals("line") ? "" : " (line " + line + ")";
    }

    /** Numbers by what they are worth, for a spreadsheet writes 155.00 as 155; all else letter by letter. */
    private static boolean same(String want, Object got) {
        if (want == null || NONE.equals(want)) {
            return got == null;
        }
        if (got instanceof BigDecimal number) {
            try {
                return new BigDecimal(want).compareTo(number) == 0;
            } catch (NumberFormatException word) {
                return false;
            }
        }
        return got != null && want.equals(plain(got));
    }

    private static String plain(Object value) {
        return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    }
}
