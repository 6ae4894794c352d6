package io.hourbook.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.hourbook.database.Database;
import io.hourbook.home.Home;
import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import io.hourbook.version.Gate;
import io.hourbook.version.Proposal;
import io.hourbook.version.Proposals;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Edits that wait for a second person. */
@Command(
        name = "proposals",
        description = "Edits of routes and mappings that wait for a second person, or did, the newest first.",
        mixinStandardHelpOptions = true)
final class ProposalsCommand implements Callable<Integer> {

    @Mixin
    private HomeOption homeOption;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws JsonProcessingException {
        return list();
    }

    @Command(name = "list", description = "All of them, the newest first.", mixinStandardHelpOptions = true)
    int list() throws JsonProcessingException {
        try (Database database = Database.open(homeOption.laidOut(), "proposals")) {
            Proposals proposals = new Proposals(database.dataSource());
            List<Proposal> all = proposals.list(0, Math.max(1, proposals.count()));
            return output.say(all, out -> {
                all.forEach(proposal -> out.println(line(proposal)));
                if (all.isEmpty()) {
                    out.println("No proposal yet: mappings/changes.yaml says which edits wait for a second person.");
                }
            });
        }
    }

    @Command(name = "show", description = "One proposal: who, when, why it waits, what was tested, and what it changes.", mixinStandardHelpOptions = true)
    int show(@Parameters(paramLabel = "N") int number) throws JsonProcessingException {
        try (Database database = Database.open(homeOption.laidOut(), "proposals")) {
            Proposals.Whole whole = new Proposals(database.dataSource()).whole(number).orElseThrow(() -> new Problem(new Finding(
                    "VER-201", "proposal " + number, "there is no such proposal", null, null, "hourbook proposals lists all there are")));
            return output.say(whole, out -> print(out, whole));
        }
    }

    @Command(name = "approve", description = "Puts a proposal in force, if it still passes. Not for whoever wrote it.", mixinStandardHelpOptions = true)
    int approve(
            @Parameters(paramLabel = "N") int number, @Mixin Person person,
            @Option(names = "--note", paramLabel = "TEXT", description = "Why, for those who look at it later.") String note) throws IOException {
        JsonNode version = decided(number, "approve", person, note, (gate, name) -> gate.approve(number, name, note));
        return output.say(version, out -> out.println("Version " + version.path("number").asInt() + " is in force"));
    }

    @Command(
            name = "reject", description = "Refuses a proposal: it is not proposed again until it is changed. Not for whoever wrote it.",
            mixinStandardHelpOptions = true)
    int reject(
            @Parameters(paramLabel = "N") int number, @Mixin Person person,
            @Option(names = "--note", paramLabel = "TEXT", description = "Why, for those who look at it later.") String note) throws IOException {
        JsonNode proposal = decided(number, "reject", person, note, (gate, name) -> gate.reject(number, name, note));
        return output.say(proposal, out -> out.println("Proposal " + number + " is rejected; its edit stays in its folder"));
    }

    private interface Decision {
        Object of(Gate gate, String name);
    }

    private JsonNode decided(int number, String what, Person person, String note, Decision decision) throws IOException {
        Home home = homeOption.laidOut();
        HomeGate gate = new HomeGate(home, "proposals");
        if (gate.served()) {
            return gate.ask("/api/proposals/" + number + "/" + what, note, person.authorization());
        }
        String name = person.name(home);
        return gate.here(own -> decision.of(own, name));
    }

    private static void print(PrintWriter out, Proposals.Whole whole) {
        Proposal proposal = whole.proposal();
        out.println(line(proposal));
        proposal.substantial().forEach(reason -> out.println("waits  " + reason));
        out.println("upon   version " + proposal.base());
        EditText.tested(out, proposal.tested(), proposal.notes(), "", proposal.checkMillis());
        EditText.notes(out, proposal.notes(), proposal.unseen());
        EditText.files(out, whole.files(), true);
    }

    private static String line(Proposal proposal) {
        return "%4d  %s  %s%s  %s%s".formatted(
                proposal.number(), proposal.proposedAt(), proposal.author(), proposal.note() == null ? "" : "  " + proposal.note(), proposal.state().word(),
                proposal.decidedBy() == null ? "" : " by " + proposal.decidedBy() + (proposal.why() == null ? "" : ": " + proposal.why()));
    }
}
