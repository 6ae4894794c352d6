package io.hourbook.intake;

import io.hourbook.deadletter.DeadLetter;
import io.hourbook.deadletter.DeadLetters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Dead letters kept in a list. */
class RememberingDeadLetters implements DeadLetters {

    private final List<DeadLetter> kept = new ArrayList<>();
    private boolean failing;

    void fail() {
        failing = true;
    }

    List<DeadLetter> kept() {
        return kept;
    }

    @Override
    public void keep(int runId, List<DeadLetter> letters) {
        kept.addAll(letters);
    }

    @Override
    public void keepApart(int runId, DeadLetter letter) {
        if (failing) {
            throw new IllegalStateException("no database");
        }
        kept.add(letter);
    }

    @Override
    public void resolveFiles(Collection<String> codes, Collection<String> standing) {
        kept.removeIf(letter -> codes.contains(letter.finding().code()) && !standing.contains(letter.finding().where()));
    }

    @Override
    public void resolveDocument(int documentId) {}

    @Override
    public void resolveEntries(List<Long> entryIds) {}
}
