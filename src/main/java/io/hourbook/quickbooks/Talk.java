package io.hourbook.quickbooks;

import io.hourbook.delivery.Answer;
import io.hourbook.delivery.Dialogue;
import io.hourbook.delivery.Lines;
import io.hourbook.delivery.Outcome.Later;
import io.hourbook.delivery.Request;
import io.hourbook.delivery.TryLater;
import io.hourbook.mapping.Target;
import java.time.Duration;
import java.util.Set;

/** What all conversations with QuickBooks have in common: ids are looked up first, and what is passing is tried again later. */
abstract class Talk implements Dialogue {

    private static final Duration SLOW = Duration.ofMinutes(5);

    final Company company;
    final Directory directory;
    private final int mostCalls;
    private Search search;
    private int calls;

    /** @param mostCalls more than it can take: who is answered in circles asks again later */
    Talk(Company company, Directory directory, int mostCalls) {
        this.company = company;
        this.directory = directory;
        this.mostCalls = mostCalls;
    }

    @Override
    public Target target() {
        return company.target();
    }

    @Override
    public Request request() {
        if (++calls > mostCalls) {
            Later later = Later.after(SLOW, doubted(), "QuickBooks answers in circles", null, null);
            end(later);
            throw new TryLater(later);
        }
        return searching() ? search.request() : ask();
    }

    @Override
    public void hear(Answer answer) {
        Heard heard = Heard.of(answer);
        Later later = null;
        if (heard.passing()) {
            later = heard.later(searching() || !writes() ? doubted() : !heard.certainlyNotDone(), foundId());
            end(later);
        } else if (searching()) {
            later = searched(heard);
        } else {
            later = take(heard);
        }
        if (later != null) {
            throw new TryLater(later);
        }
    }

    private Later searched(Heard heard) {
        if (!heard.ok() || !search.hear(heard.json())) {
            Later later = Lines.unreadable(heard.answer(), doubted(), foundId());
            end(later);
            return later;
        }
        if (!search.asks()) {
            Set<Wanted> missing = search.missing();
            search = null;
            known(missing);
        }
        return null;
    }

    /** Looks these up before anything else is said; nothing where all are known. */
    void search(Set<Wanted> unknown) {
        search = unknown.isEmpty() ? null : new Search(company, directory, unknown);
    }

    boolean searching() {
        return search != null;
    }

    @Override
    public void broken(Throwable cause) {
        if (asks()) {
            boolean sent = calls > 0 && !Lines.certainlyNotSent(cause);
            end(Later.backingOff(searching() || !writes() ? doubted() : sent, Lines.words(cause), null, foundId()));
        }
    }

    void brokenOff() {
        broken(new IllegalStateException("the conversation broke off"));
    }

    /** The next request once all ids are known. */
    abstract Request ask();

    /** Whether the last request may have changed something. */
    abstract boolean writes();

    /** Whether an earlier call may have changed something that nobody has looked up yet. */
    abstract boolean doubted();

    /** The id there, where a look-up found it. */
    abstract String foundId();

    /** The ids are looked up. @param missing those that were not found */
    abstract void known(Set<Wanted> missing);

    /** Takes an answer that is about the documents. @return what is to be tried again later, or null */
    abstract Later take(Heard heard);

    /** Whatever has no outcome yet comes later. */
    abstract void end(Later later);
}
