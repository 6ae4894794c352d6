package io.hourbook.quickbooks;

import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Until which day the books of companies are closed. A company is asked once in the life of the process, and again before a document is
 * held back for what was read in an earlier pass, and after a refusal: somebody may have opened the books meanwhile, or closed them.
 */
final class Closing {

    /**
     * What a company said.
     *
     * @param until the last day that is closed, or null where none is
     * @param pass  in which it was asked
     */
    record Read(LocalDate until, String pass) {
        boolean holds(LocalDate day) {
            return until != null && !day.isAfter(until);
        }
    }

    private final Map<String, Read> read = new ConcurrentHashMap<>();
    private final boolean asks;

    /** @param asks whether anybody is asked; otherwise nothing is known, and every document is sent */
    Closing(boolean asks) {
        this.asks = asks;
    }

    /** What it said last, or null where nobody has asked. */
    Read read(Company company) {
        return read.get(company.identity());
    }

    /** Whether it has to be asked before something of that day is written. */
    boolean toBeAsked(Company company, LocalDate day, String pass) {
        Read known = read(company);
        return asks && (known == null || known.holds(day) && !known.pass().equals(pass));
    }

    boolean closed(Company company, LocalDate day) {
        Read known = read(company);
        return known != null && known.holds(day);
    }

    void heard(Company company, LocalDate until, String pass) {
        read.put(company.identity(), new Read(until, pass));
    }

    /** It has refused something for being closed: what is known is old. */
    void forget(Company company) {
        read.remove(company.identity());
    }
}
