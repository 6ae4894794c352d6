package io.hourbook.quickbooks;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What companies were asked, so that they are asked once: ids, and until when their books are closed. Only a help: it is empty after a start. */
final class Directory {

    /** Far more than a company has; what is beyond begins anew. */
    private static final int MOST = 50_000;

    private final Map<String, String> ids = new ConcurrentHashMap<>();
    private final Closing closing;

    /** One of a single conversation, in which nobody is asked until when the books are closed. */
    Directory() {
        this(new Closing(false));
    }

    Directory(Closing closing) {
        this.closing = closing;
    }

    Closing closing() {
        return closing;
    }

    Optional<String> id(Company company, Wanted wanted) {
        return Optional.ofNullable(ids.get(key(company, wanted)));
    }

    void know(Company company, Wanted wanted, String id) {
        if (ids.size() >= MOST) {
            ids.clear();
        }
        ids.put(key(company, wanted), id);
    }

    /** One of them is no longer what it was. */
    void forget(Company company, Collection<Wanted> all) {
        all.forEach(wanted -> ids.remove(key(company, wanted)));
    }

    private static String key(Company company, Wanted wanted) {
        return company.identity() + "\n" + wanted.kind().word() + "\n" + wanted.name();
    }
}
