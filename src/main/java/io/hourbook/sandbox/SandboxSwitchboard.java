package io.hourbook.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.springframework.stereotype.Component;

/** Everything that can be switched in the sandbox, for programs and for the page. */
@Component
public class SandboxSwitchboard {

    private final SandboxFaults faults;
    private final SandboxRulebook rulebook;

    SandboxSwitchboard(SandboxFaults faults, SandboxRulebook rulebook) {
        this.faults = faults;
        this.rulebook = rulebook;
    }

    /** One switch and how it stands. */
    public record Position(Switch of, Object value) {}

    public List<Position> faults() {
        return positions(SandboxFaults.TABLE, faults.settings().switches().json());
    }

    public List<Position> rules() {
        return positions(SandboxRulebook.TABLE, rulebook.json());
    }

    /** Whether anything is not as it was at the start. */
    public boolean rehearses() {
        return !faults.settings().switches().isOff() || !rulebook.isOff();
    }

    /** @return how everything stands then; 422 with what is wrong where it is nothing that can be switched, and nothing is switched */
    public SandboxReply setFaults(ObjectNode asked) {
        try {
            faults.set(SandboxFaults.Settings.of(asked));
            return new SandboxReply(200, faults.settings().switches().json());
        } catch (Switches.Refused refused) {
            return SandboxReply.errors(422, refused.complaints());
        }
    }

    /** The same for rules. */
    public SandboxReply setRules(ObjectNode asked) {
        try {
            rulebook.set(asked);
            return new SandboxReply(200, rulebook.json());
        } catch (Switches.Refused refused) {
            return SandboxReply.errors(422, refused.complaints());
        }
    }

    /** Everything is as it was at the start. */
    public void end() {
        faults.set(SandboxFaults.NOTHING);
        rulebook.end();
    }

    private static List<Position> positions(List<Switch> table, ObjectNode json) {
        return table.stream().map(each -> new Position(each, shown(each, json))).toList();
    }

    private static Object shown(Switch each, ObjectNode json) {
        if (each.kind() == Switch.Kind.LIST) {
            StringBuilder words = new StringBuilder();
            json.path(each.name()).forEach(word -> words.append(words.isEmpty() ? "" : "\n").append(word.asText()));
            return words.toString();
        }
        return json.path(each.name()).isNull() ? "" : json.path(each.name()).asText();
    }
}
