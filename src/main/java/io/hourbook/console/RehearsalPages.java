package io.hourbook.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hourbook.sandbox.SandboxPeople;
import io.hourbook.sandbox.SandboxReply;
import io.hourbook.sandbox.SandboxSwitchboard;
import io.hourbook.sandbox.SandboxSwitchboard.Position;
import io.hourbook.sandbox.Switch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Rehearsing what goes wrong at an accounting system, on the built-in one. */
@Controller
class RehearsalPages {

    private static final int ROWS = 50;
    private static final Map<String, String> DONE = Map.of(
            "finalise", "is final now", "void", "is void now", "pay", "is paid in full now", "edit", "has been edited");

    private final Frame frame;
    private final SandboxSwitchboard board;
    private final SandboxPeople people;

    RehearsalPages(Frame frame, SandboxSwitchboard board, SandboxPeople people) {
        this.frame = frame;
        this.board = board;
        this.people = people;
    }

    @GetMapping("/rehearse")
    String page(Model model) {
        frame.around(model, "rehearse");
        model.addAttribute("faults", board.faults());
        model.addAttribute("rules", board.rules());
        model.addAttribute("rehearses", board.rehearses());
        model.addAttribute("rows", people.latest(ROWS));
        return "rehearse";
    }

    @PostMapping("/rehearse/faults")
    String faults(@RequestParam Map<String, String> form, RedirectAttributes said) {
        return told(board.setFaults(asked(form, board.faults())), board.faults(), "That is what goes wrong from now on.", said);
    }

    @PostMapping("/rehearse/rules")
    String rules(@RequestParam Map<String, String> form, RedirectAttributes said) {
        return told(board.setRules(asked(form, board.rules())), board.rules(), "These are the rules from now on.", said);
    }

    @PostMapping("/rehearse/end")
    String end(RedirectAttributes said) {
        board.end();
        said.addFlashAttribute("said", "Nothing goes wrong any more, and nothing is refused that is sound.");
        return "redirect:/rehearse";
    }

    /** @param due for an edit: the day that it becomes due on */
    @PostMapping("/rehearse/documents/{id}/{deed}")
    String deed(@PathVariable String id, @PathVariable String deed, @RequestParam(required = false) String due, RedirectAttributes said) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        if (deed.equals("edit")) {
            body.put("due", Asked.required("due", due, "the day that it becomes due on, such as 2025-06-30"));
        }
        return told(people.does(deed, id, body), List.of(), id + " " + DONE.getOrDefault(deed, "is changed") + ".", said);
    }

    /** @param known switches that complaints may name, which this page calls by their labels */
    private static String told(SandboxReply reply, List<Position> known, String done, RedirectAttributes said) {
        List<String> wrong = new ArrayList<>();
        for (JsonNode error : reply.body().path("errors")) {
            String message = error.path("message").asText();
            for (Position each : known) {
                message = message.startsWith(each.of().name() + " is ")
                        ? "\"" + each.of().label() + "\"" + message.substring(each.of().name().length()) : message;
            }
            wrong.add(message);
        }
        if (wrong.isEmpty()) {
            said.addFlashAttribute("said", done);
        } else {
            said.addFlashAttribute("wrong", wrong);
        }
        return "redirect:/rehearse";
    }

    /** A field that is left empty is off; what a form says beyond the switches is handed on, and refused there. */
    private static ObjectNode asked(Map<String, String> form, List<Position> known) {
        ObjectNode asked = JsonNodeFactory.instance.objectNode();
        form.forEach((name, text) -> {
            String value = text.strip();
            boolean number = value.matches("\\d{1,9}");
            boolean list = known.stream().anyMatch(each -> each.of().name().equals(name) && each.of().kind() == Switch.Kind.LIST);
            if (name.equals("_csrf") || value.isEmpty()) {
                return;
            }
            if (list) {
                ArrayNode words = asked.putArray(name);
                value.lines().map(String::strip).filter(word -> !word.isEmpty()).forEach(words::add);
            } else if (number) {
                asked.put(name, Integer.parseInt(value));
            } else {
                asked.put(name, value);
            }
        });
        return asked;
    }
}
