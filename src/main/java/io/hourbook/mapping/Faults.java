package io.hourbook.mapping;

import io.hourbook.exchange.ExchangeRates;
import io.hourbook.name.Nearest;
import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Collects everything that is wrong, so that a person mends a mapping book in one go. */
final class Faults {

    /** Past this many nobody reads on, and a hostile file must not fill the memory with words. */
    private static final int MOST = 200;

    private final List<Finding> findings = new ArrayList<>();
    private int unsaid;

    void add(String code, String where, String what, String saw, String want, String fix) {
        add(new Finding(code, where, what, saw, want, fix));
    }

    private void add(Finding finding) {
        if (findings.size() < MOST) {
            findings.add(finding);
        } else {
            unsaid++;
        }
    }

    void addAll(List<Finding> more) {
        more.forEach(this::add);
    }

    /** The rates that were read, their findings kept. */
    ExchangeRates take(ExchangeRates.Reading reading) {
        addAll(reading.findings());
        return reading.rates();
    }

    /** For the end of a sentence: what was most likely meant; nothing once there is more wrong than anybody reads. */
    String hint(String word, Collection<String> known) {
        return findings.size() < MOST ? Nearest.to(word, known).map(near -> "; the nearest is " + quoted(near)).orElse("") : "";
    }

    boolean none() {
        return findings.isEmpty();
    }

    int count() {
        return findings.size() + unsaid;
    }

    /** In order of file and line, whatever the order in which they were found. */
    List<Finding> all() {
        List<Finding> all = new ArrayList<>(findings);
        all.sort(Comparator.comparing(Faults::path).thenComparingInt(Faults::line));
        if (unsaid > 0) {
            all.add(new Finding("MAP-010", "mappings", unsaid + " more findings are not shown", null, null,
                    "mend the first " + MOST + " and check again"));
        }
        return List.copyOf(all);
    }

    private static String path(Finding finding) {
        return finding.where().replaceFirst(":\\d{1,9}$", "");
    }

    private static int line(Finding finding) {
        String line = finding.where().substring(path(finding).length());
        return line.isEmpty() ? 0 : Integer.parseInt(line.substring(1));
    }

    /** @throws Problem with all findings, where there are any */
    void refuse() {
        if (!none()) {
            throw new Problem(all());
        }
    }

    /** A value as it is shown: in quotes, without what would break a line or fill a screen. */
    static String quoted(String value) {
        StringBuilder shown = new StringBuilder("\"");
        value.codePoints().limit(80).forEach(point -> {
            int type = Character.getType(point);
            if (type == Character.CONTROL || type == Character.FORMAT || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR) {
                shown.append(String.format("\\u%04x", point));
            } else {
                shown.appendCodePoint(point);
            }
        });
        return shown.append(value.codePointCount(0, value.length()) > 80 ? "…\"" : "\"").toString();
    }
}
