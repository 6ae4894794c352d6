package io.hourbook.proof;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The sample company's exports as many small files, in the order in which they were made: entries that keep coming in. */
final class ExportFlow {

    /** @param file with the header of its export, and some of its rows */
    record Piece(String source, String file, String text) {}

    private final Deque<Piece> coming = new ArrayDeque<>();
    private final List<Piece> dropped = new ArrayList<>();

    /** @param pieces about how many files there are to be; every export is one at least */
    ExportFlow(int pieces) {
        long rows = Company.EXPORTS.keySet().stream().mapToLong(file -> Company.export(file).lines().count()).sum();
        int rowsEach = (int) Math.max(1, rows / pieces);
        Company.EXPORTS.forEach((file, source) -> cut(source, file, Company.export(file), rowsEach));
    }

    private void cut(String source, String file, String text, int rowsEach) {
        List<String> rows = text.lines().toList();
        List<String> piece = new ArrayList<>();
        for (int i = 1; i < rows.size(); i++) {
            piece.add(rows.get(i));
            // rows without an id are told apart within a file: those of one day stay together
            boolean dayGoesOn = i + 1 < rows.size() && rows.get(i).startsWith("20") && rows.get(i + 1).startsWith(rows.get(i).substring(0, 10));
            if (i + 1 == rows.size() || piece.size() >= rowsEach && !dayGoesOn) {
                coming.add(new Piece(source, "%03d-%s".formatted(coming.size() + 1, file), rows.get(0) + "\n" + String.join("\n", piece) + "\n"));
                piece.clear();
            }
        }
    }

    int left() {
        return coming.size();
    }

    /** Drops the next so many files; fewer at the end. */
    void drop(Company company, int count) {
        for (int i = 0; i < count && !coming.isEmpty(); i++) {
            Piece piece = coming.remove();
            company.drop(piece.source(), piece.file(), piece.text());
            dropped.add(piece);
        }
    }

    /** All that were dropped, in their order. */
    List<Piece> dropped() {
        return List.copyOf(dropped);
    }
}
