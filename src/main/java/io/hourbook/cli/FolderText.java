package io.hourbook.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.hourbook.database.Occupant;
import io.hourbook.home.Home;
import io.hourbook.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/** What a running service made of the edit in its folder, for whoever asked for a pass and may believe that it is in the figures. */
final class FolderText {

    private static final int FIRST = 3;

    private FolderText() {}

    /** Of a pass that is over. Empty where the folder's edit was in it, or there is none. */
    static List<String> after(Home home, Occupant service) {
        try {
            return of(RunningService.get(home, service, "/api/versions/proposal"));
        } catch (Problem unanswered) {
            // the pass was done all the same
            return List.of("The run is over, and nobody knows whether what was saved last in routes/ and mappings/ was in it:", unanswered.getMessage());
        }
    }

    /** @param folder as the service tells it */
    static List<String> of(JsonNode folder) {
        List<String> lines = new ArrayList<>();
        String version = folder.path("workedWith").asInt() == 0 ? "no version yet" : "version " + folder.path("workedWith").asInt();
        if (folder.path("refused").asBoolean()) {
            lines.add("What was saved last in routes/ and mappings/ is refused and not in these figures; the run worked with " + version + ":");
            JsonNode findings = folder.path("findings");
            for (int i = 0; i < Math.min(FIRST, findings.size()); i++) {
                lines.add(findings.get(i).asText());
            }
            if (findings.size() > FIRST) {
                lines.add("and " + (findings.size() - FIRST) + " more, which the console's page Versions tells");
            }
        }
        if (!folder.path("says").asText("").isEmpty()) {
            lines.add("What was saved last in routes/ and mappings/ is not in these figures; the run worked with " + version + ": "
                    + folder.path("says").asText());
        }
        return lines;
    }
}
