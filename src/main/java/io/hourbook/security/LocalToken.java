package io.hourbook.security;

/** What commands on this machine show the console to be let in as {@code local}; empty where nobody is let in by it. */
public record LocalToken(String value) {

    @Override
    public String toString() {
        return "***";
    }
}
