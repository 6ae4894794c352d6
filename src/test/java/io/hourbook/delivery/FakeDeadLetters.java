package io.hourbook.delivery;

import io.hourbook.deadletter.DeadLetter;
import io.hourbook.deadletter.DeadLetters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** Dead letters in a list. */
final class FakeDeadLetters implements DeadLetters {

    final List<DeadLetter> open = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void keep(int runId, List<DeadLetter> letters) {
        open.addAll(letters);
    }

    @Override
    public void keepApart(int runId, DeadLetter letter) {
        open.add(letter);
    }

    @Override
    public void resolveDocument(int documentId) {
        open.removeIf(letter -> letter.documentId() == documentId);
    }

    @Override
    public void resolveEntries(List<Long> entryIds) {}

    @Override
    public void resolveFiles(Collection<String> codes, Collection<String> standing) {}
}
