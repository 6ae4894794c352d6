package io.hourbook.mapping;

import java.util.function.Supplier;

/**
 * A secret by its reference. It is read anew whenever it is shown to somebody, so that one which was changed in its file holds from
 * the next call on. Never written down anywhere: as a text it is its reference.
 */
public final class Secret {

    private final String reference;
    private final Supplier<String> place;
    private volatile String last;

    /**
     * @param reference as it is written: {@code ${env:NAME}} or {@code ${file:/path}}
     * @param place     reads what is there, null where there is nothing
     */
    Secret(String reference, Supplier<String> place) {
        this.reference = reference;
        this.place = place;
    }

    /** What is there now; what was there last while its file is being changed; null where there never was anything. */
    public String value() {
        String now = place.get();
        if (now != null) {
            last = now;
        }
        return last;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && reference.equals(secret.reference);
    }

    @Override
    public int hashCode() {
        return reference.hashCode();
    }

    @Override
    public String toString() {
        return reference;
    }
}
