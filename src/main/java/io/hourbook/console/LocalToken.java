package io.hourbook.console;

/** What commands on this machine show the console to be let in; empty where nobody is let in. */
public record LocalToken(String value) {

    @Override
    public String toString() {
        return "***";
    }
}
