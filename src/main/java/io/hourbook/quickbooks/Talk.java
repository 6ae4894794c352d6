package io.hourbook.quickbooks;

import io.hourbook.delivery.Answer;
import io.hourbook.delivery.Dialogue;
import io.hourbook.delivery.Lines;
import io.hourbook.delivery.Outcome.Later;
import io.hourbook.delivery.Request;
import io.hourbook.delivery.TryLater;
import io.hourbook.mapping.Target;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Set;

/** What all conversations with QuickBooks have in common: ids are looked up first, and what is passing is tried again later. */
abstract class Talk implements Dialogue {

    private static final Duration SLOW = Duration.ofMinutes(5);

    final Company company;
    final Directory directory;
    private final int mostCalls;
    private final String pass;
    private final LocalDate booked;
    private Search search;
    private int calls;
    /** Whether the call that is out asks until when the books are closed. */
    private boolean asksClosing;

    /**
     * @param mostCalls more than it can take: who is answered in circles asks again later
     * @param pass      in which it is held
     * @param booked    the day that it books on, where the books may be closed on it; else null
     */
    Talk(Company company, Directory directory, int mostCalls, String pass, LocalDate booked) {
        this.pass = pass;
        this.booked = booked;
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
        if (searching()) {
            return search.request();
        }
        asksClosing = writes() && booked != null && directory.closing().toBeAsked(company, booked, pass);
        return asksClosing ? company.preferences() : ask();
    }

    /** The books are closed on that day: nothing is sent. */
    void closedOut(String words, Heard heard) {
        throw new IllegalStateException("nothing was to be booked");
    }

    @Override
    public void hear(Answer answer) {
        Heard heard = Heard.of(answer);
        Later later = null;
        if (heard.passing()) {
            later = heard.later(searching() || asksClosing || !writes() ? doubted() : !heard.certainlyNotDone(), foundId());
            end(later);
        } else if (asksClosing) {
            preferred(heard);
        } else if (searching()) {
            later = searched(heard);
        } else {
            later = take(heard);
        }
        if (later != null) {
            throw new TryLater(later);
        }
        holdBack(heard);
    }

    /** What would be written on a day that is known to be closed is not sent. @param heard the last answer, or null before any */
    void holdBack(Heard heard) {
        Closing closing = directory.closing();
        if (asks() && !searching() && writes() && booked != null && closing.closed(company, booked) && !closing.toBeAsked(company, booked, pass)) {
            closedOut("the books are closed until " + closing.read(company).until() + ", and nothing of " + booked + " was sent", heard);
        }
    }

    /** A company that does not say keeps its word when it is sent something. */
    private void preferred(Heard heard) {
        asksClosing = false;
        String day = Wire.field(heard.json().path("QueryResponse").path("Preferences").path(0).path("AccountingInfoPrefs"), "BookCloseDate");
        LocalDate until = heard.ok() && day != null && day.matches("\\d{4}-\\d{2}-\\d{2}.*") ? LocalDate.parse(day.substring(0, 10)) : null;
        directory.closing().heard(company, until, pass);
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
            end(Later.backingOff(searching() || asksClosing || !writes() ? doubted() : sent, Lines.words(cause), null, foundId()));
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
