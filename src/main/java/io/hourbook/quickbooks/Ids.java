package io.hourbook.quickbooks;

import io.hourbook.quickbooks.Wanted.Kind;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** The ids there that bodies refer to: of target-names.csv where a row gives one, else looked up by name and remembered. */
final class Ids {

    private final Company company;
    private final Directory directory;
    private final Set<Wanted> asked = new LinkedHashSet<>();
    private final Set<Wanted> unknown = new LinkedHashSet<>();

    Ids(Company company, Directory directory) {
        this.company = company;
        this.directory = directory;
    }

    /**
     * The id of something of ours. Digits in a row are an id; anything else, and our own word where there is no row, is a name to
     * look up.
     *
     * @return nothing of use while it is {@link #unknown}
     */
    String of(Kind kind, String ours) {
        String name = company.names().of(kind.names(), ours);
        if (name.matches("\\d{1,19}") && company.names().find(kind.names(), ours).isPresent()) {
            return name;
        }
        Wanted wanted = new Wanted(kind, ours, name);
        asked.add(wanted);
        Optional<String> id = directory.id(company, wanted);
        if (id.isEmpty()) {
            unknown.add(wanted);
        }
        return id.orElse("0");
    }

    /** The same where a row says so, and only then. */
    Optional<String> named(Kind kind, String ours) {
        return company.names().find(kind.names(), ours).isEmpty() ? Optional.empty() : Optional.of(of(kind, ours));
    }

    /** What has to be looked up before a body can be sent. */
    Set<Wanted> unknown() {
        return unknown;
    }

    /** None of what was looked up is believed any more. */
    void forget() {
        directory.forget(company, asked);
    }
}
