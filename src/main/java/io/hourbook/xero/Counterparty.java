package io.hourbook.xero;

import io.hourbook.mapping.Target;
import io.hourbook.mapping.TargetNames.Kind;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A customer or vendor, and how its contact is found in Xero.
 *
 * @param ours our id
 * @param name what target-names.csv calls it, or null where it says nothing
 */
record Counterparty(String ours, String name) {

    private static final Pattern ID = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    static Counterparty of(Target target, String ours) {
        return new Counterparty(ours, target.names().find(Kind.COUNTERPARTY, ours).orElse(null));
    }

    /** The contact's id, where target-names.csv has it. */
    Optional<String> id() {
        return Optional.ofNullable(name).filter(Counterparty::isId);
    }

    /** What is asked for it: the name of its row, else our id among the numbers of contacts. */
    String where() {
        return name == null
                ? "AccountNumber==" + quoted(ours) + " OR ContactNumber==" + quoted(ours)
                : "Name==" + quoted(name);
    }

    /** As shown to people. */
    String shown() {
        return ours + (name == null ? "" : ", there \"" + name + "\"");
    }

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** A text within a filter of Xero. */
    static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
