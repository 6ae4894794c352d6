package io.hourbook.mapping;

import java.util.ArrayList;
import java.util.List;

/** A file that nobody reads is a table or a policy with a slip in its name: its rows would be missing without a word. */
final class Strays {

    private Strays() {}

    static void check(MappingFiles files, PolicyReader policies, Faults faults) {
        List<String> known = new ArrayList<>();
        for (Sheet sheet : Sheet.values()) {
            known.add(sheet.file());
        }
        for (Policy policy : Policy.values()) {
            known.add(policy.file());
        }
        // what the folder says of its format; package edition reads it
        known.add("format.yaml");
        known.add(policies.history());
        known.add(policies.daily());
        for (String path : files.paths()) {
            if (!path.contains("/") && !known.contains(path)) {
                faults.add("MAP-009", files.shown(path), "is no table or policy that is known", null,
                        "one of " + String.join(", ", known) + faults.hint(path, known),
                        "rename it, or move it out of the folder");
            }
        }
    }
}
