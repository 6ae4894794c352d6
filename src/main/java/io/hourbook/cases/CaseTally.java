package io.hourbook.cases;

import io.hourbook.problem.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which cases a set of files has, by their names; and which of them are there no more, or want less. */
public final class CaseTally {

    private static final Pattern GONE = Pattern.compile("\\S+:\\d+: VER-125 (\\d+) cases? .*");
    private static final String KEPT = "cases-in-force";

    private final Map<String, List<CaseWants>> cases;

    private CaseTally(Map<String, List<CaseWants>> cases) {
        this.cases = cases;
    }

    /** @param files by path from the home on; what has no cases is passed over */
    public static CaseTally of(Map<String, byte[]> files) {
        Map<String, List<CaseWants>> cases = new TreeMap<>();
        files.forEach((path, bytes) -> {
            if (path.endsWith(".cases.yaml") || path.endsWith(".cases.csv")) {
                String text = new String(bytes, StandardCharsets.UTF_8);
                cases.put(path, path.endsWith(".csv") ? CaseWants.rows(path, text) : CaseWants.items(text));
            }
        });
        return new CaseTally(cases);
    }

    private List<String> names(String path) {
        return cases.getOrDefault(path, List.of()).stream().map(CaseWants::name).toList();
    }

    /**
     * What is there no more, a finding for each file that has lost some, and one for each whose cases want less than before. A case that
     * moved to another file is not gone, nor is one that only has another name.
     *
     * @param where the version that had them, for people: {@code version 3}
     */
    public List<Finding> gone(CaseTally after, String where) {
        List<String> came = new ArrayList<>();
        after.cases.keySet().forEach(path -> came.addAll(without(after.names(path), names(path))));
        List<Finding> findings = new ArrayList<>();
        cases.keySet().forEach(path -> {
            List<String> before = names(path);
            List<String> now = after.names(path);
            int fewer = before.size() - now.size();
            int gone = 0;
            for (String name : without(before, now)) {
                gone += came.remove(name) ? 0 : 1;
            }
            if (Math.min(gone, fewer) > 0) {
                findings.add(finding(path, Math.min(gone, fewer), before.size(), now.size(), where));
            }
            List<String> less = less(path, after);
            if (!less.isEmpty()) {
                findings.add(hollowed(path, less, where));
            }
        });
        return findings;
    }

    /** Which cases of a file want less, in words; where several have one name, those that want most are held against each other. */
    private List<String> less(String path, CaseTally after) {
        List<CaseWants> now = new ArrayList<>(after.cases.getOrDefault(path, List.of()));
        List<CaseWants> renamed = new ArrayList<>();
        List<String> less = new ArrayList<>();
        cases.get(path).stream().sorted(Comparator.comparingInt(CaseWants::wants).reversed()).forEach(before -> {
            Optional<CaseWants> same = most(now, before.name());
            same.ifPresentOrElse(one -> {
                now.remove(one);
                less(before, one).ifPresent(less::add);
            }, () -> renamed.add(before));
        });
        for (CaseWants before : renamed) {
            Optional<CaseWants> moved = after.cases.entrySet().stream().filter(file -> !file.getKey().equals(path))
                    .filter(file -> !names(file.getKey()).contains(before.name()))
                    .flatMap(file -> most(file.getValue(), before.name()).stream()).findFirst();
            // what came in its place, in the order of the file, is it by another name
            CaseWants other = moved.isPresent() || now.isEmpty() ? moved.orElse(null) : now.remove(0);
            if (other != null) {
                less(before, other).ifPresent(less::add);
            }
        }
        return less;
    }

    private static Optional<CaseWants> most(List<CaseWants> cases, String name) {
        return cases.stream().filter(one -> one.name().equals(name)).max(Comparator.comparingInt(CaseWants::wants));
    }

    private static Optional<String> less(CaseWants before, CaseWants now) {
        return now.wants() >= before.wants() ? Optional.empty()
                : Optional.of("\"" + now.plain().name() + "\" (" + before.wants() + (before.wants() == 1 ? " value there, " : " values there, ") + now.wants() + " here)");
    }

    private static Finding hollowed(String path, List<String> less, String where) {
        String more = less.size() == 1 ? "" : " and " + (less.size() - 1) + " more";
        return new Finding("VER-125", path + ":1", "less is wanted than in " + where + " by the case " + less.get(0) + more,
                less.size() == 1 ? null : String.join(", ", less), "as many values as the rule gives",
                "nothing, where the rule gives less as well; otherwise put them back: what they held is held by nobody now");
    }

    private static Finding finding(String path, int gone, int before, int now, String where) {
        return new Finding("VER-125", path + ":1", (gone == 1 ? "1 case" : gone + " cases") + " that " + where + " has "
                + (gone == 1 ? "is" : "are") + " gone: " + before + " there, " + now + " here", null, "as many cases as rules",
                "nothing, where the rule went as well; otherwise put them back: what they held is held by nobody now");
    }

    private static List<String> without(List<String> names, List<String> others) {
        List<String> rest = new ArrayList<>(names);
        others.forEach(rest::remove);
        return rest;
    }

    /** How many cases are told to be gone by such lines, {@code path:line: code what}. */
    public static int gone(List<String> lines) {
        return lines.stream().map(GONE::matcher).filter(Matcher::matches).mapToInt(line -> Integer.parseInt(line.group(1))).sum();
    }

    /**
     * Keeps with a home which cases are in force there, for a check that asks no database.
     *
     * @param data the home's own folder
     */
    public void keep(Path data) throws IOException {
        StringBuilder text = new StringBuilder();
        cases.forEach((path, some) -> some.forEach(one -> text.append(path).append('\t').append(one.plain().name()).append('\t').append(one.wants()).append('\n')));
        Path file = data.resolve(KEPT);
        if (!Files.exists(file) || !Files.readString(file).contentEquals(text)) {
            Files.createDirectories(data);
            Files.writeString(file, text);
        }
    }

    /** What of the cases in force in a home its folder has no more; none where nobody kept which those are. */
    public static List<Finding> goneFrom(Path data, Map<String, byte[]> files) {
        try {
            if (!Files.isRegularFile(data.resolve(KEPT))) {
                return List.of();
            }
            List<String> lines = Files.readAllLines(data.resolve(KEPT));
            Map<String, List<CaseWants>> kept = new TreeMap<>();
            // an earlier release kept names alone: nothing wants less than that
            lines.stream().map(line -> line.split("\t", 3)).filter(line -> line.length >= 2).forEach(line -> kept
                    .computeIfAbsent(line[0], none -> new ArrayList<>()).add(new CaseWants(line[1], line.length == 2 ? 0 : Integer.parseInt(line[2]))));
            return new CaseTally(kept).gone(plain(of(files)), "the version in force");
        } catch (IOException | RuntimeException unreadable) {
            return List.of();
        }
    }

    private static CaseTally plain(CaseTally tally) {
        Map<String, List<CaseWants>> plain = new TreeMap<>();
        tally.cases.forEach((path, some) -> plain.put(path, some.stream().map(CaseWants::plain).toList()));
        return new CaseTally(plain);
    }
}
