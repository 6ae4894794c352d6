package io.hourbook.document;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What final documents say once everything that they take back is taken off. Of one thing several lines may still hold: an
 * invoice can become final before the credit note that makes room for it.
 *
 * @param holding lines that nothing final takes back, in the order in which they were made
 * @param surplus lines that take back what another line has taken back already, as of a credit note that was emptied here and
 *                turned out to be final there; or what stands nowhere any more, as where people voided the invoice behind it
 */
record FinalLines(List<Line> holding, List<Line> surplus) {

    /** @param inOrder all lines of final documents, in the order in which they were made: a reversal comes after its line */
    static FinalLines of(List<Line> inOrder) {
        List<Line> holding = new ArrayList<>();
        List<Line> surplus = new ArrayList<>();
        Set<Long> takenBack = new HashSet<>();
        Set<Long> standing = inOrder.stream().map(Line::id).collect(Collectors.toSet());
        for (int i = inOrder.size() - 1; i >= 0; i--) {
            Line line = inOrder.get(i);
            if (takenBack.contains(line.id())) {
                continue;
            }
            if (line.reversesId() == null) {
                holding.add(line);
            } else if (!standing.contains(line.reversesId()) || !takenBack.add(line.reversesId())) {
                surplus.add(line);
            }
        }
        Collections.reverse(holding);
        Collections.reverse(surplus);
        return new FinalLines(holding, surplus);
    }
}
