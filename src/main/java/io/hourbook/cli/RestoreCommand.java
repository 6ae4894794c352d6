package io.hourbook.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hourbook.backup.Backup;
import io.hourbook.delivery.DeliveryProfile;
import io.hourbook.home.Home;
import io.hourbook.mapping.MappingLoader;
import io.hourbook.mapping.TargetProfile;
import io.hourbook.problem.Problem;
import io.hourbook.run.Audit;
import io.hourbook.version.RestoredFolder;
import io.hourbook.version.Versions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "restore",
        description = {
            "Makes a home of an archive, in a folder without a company.",
            "The database is the built-in one, or an empty one that HOURBOOK_DB_URL names."
        },
        mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {

    @Mixin
    private HomeOption homeOption;

    @Parameters(index = "0", paramLabel = "ARCHIVE", description = "A file that export archive wrote, or one from data/snapshots.")
    private Path archive;

    @Option(
            names = "--targets", paramLabel = "sandbox",
            description = {
                "sandbox: the home is for trying out. It delivers to the sandbox only, and for good; what was delivered stays known.",
                "Start it with HOURBOOK_TARGETS=sandbox."
            })
    private String targets;

    @Option(names = "--json", description = "Print one JSON object instead of words.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    /** Why the laws of conservation were not looked at; null where they were. */
    private String unlooked;

    /** What was being edited when the archive was written; null where nothing was ever accepted. */
    private RestoredFolder folder;

    @Override
    public Integer call() {
        if (targets != null && !targets.equals(TargetProfile.SANDBOX.word())) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--targets takes sandbox, and nothing else: to go on where the archive does, leave it out");
        }
        boolean rehearses = targets != null;
        long began = System.nanoTime();
        Home home = homeOption.home();
        PrintWriter err = spec.commandLine().getErr();
        Backup.Contents contents = new Backup().restore(archive.toAbsolutePath().normalize(), home, rehearses ? DeliveryProfile::rehearse : restored -> {}, this::broken, err::println);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            ObjectNode said = ArchiveText.json(contents).put("home", home.root().toString())
                    .put("elapsed_ms", (System.nanoTime() - began) / 1_000_000);
            if (folder != null) {
                said.put("inForce", folder.inForce()).set("setAside", new ObjectMapper().valueToTree(folder.edited()));
            }
            said.set("conserved", unlooked == null ? said.booleanNode(contents.broken().isEmpty()) : said.nullNode());
            out.println(said);
        } else {
            out.print(ArchiveText.of(contents));
            String conserved = unlooked == null ? contents.broken().isEmpty() ? "yes" : "NO" : "not looked at: " + unlooked;
            out.println(String.format("%-10s %s", "conserved", conserved));
            contents.broken().forEach(law -> out.println(String.format("%-10s %s", "", law)));
            out.println("Restored to " + home.root());
            tellEdit(out, home);
        }
        out.flush();
        warn(err, home, contents, rehearses);
        return contents.broken().isEmpty() ? 0 : HourbookCommand.FAILED;
    }

    /** An edit that was refused or waited is no part of what runs, and is not lost either. */
    private void tellEdit(PrintWriter out, Home home) {
        if (folder == null || folder.edited().isEmpty()) {
            return;
        }
        out.println("It runs version " + folder.inForce() + " of routes and mappings. What was saved and not in force when the archive was written ("
                + String.join(", ", folder.edited()) + ")");
        out.println(folder.aside() == null ? "took files away, and they are back." : "is in " + home.show(folder.aside()) + "/. Copied back, it is an edit like any other.");
        if (!folder.waiting().isEmpty()) {
            out.println("What waited for a second person still waits: hourbook proposals, number "
                    + folder.waiting().stream().map(String::valueOf).collect(Collectors.joining(", ")) + ".");
        }
    }

    private List<String> broken(DataSource tables, Path mappings) {
        folder = new Versions(tables).restored(new Home(mappings.getParent()), homeOption.home(), Clock.systemUTC()).orElse(null);
        if (Audit.workIsLeft(tables)) {
            unlooked = "the archive was written in the middle of a pass; the next one goes on and looks";
            return List.of();
        }
        try {
            return Audit.broken(tables, new MappingLoader(this::environment).load(mappings));
        } catch (Problem mappingsDoNotLoad) {
            unlooked = "the mappings do not load on this machine; put right what check says of them";
            return List.of();
        }
    }

    /** As the restored home will have it: a rehearsal looks up no secret of production's. */
    private String environment(String name) {
        return targets != null && name.equals(TargetProfile.VARIABLE) ? targets : System.getenv(name);
    }

    /** What nobody must find out afterwards. */
    private static void warn(PrintWriter err, Home home, Backup.Contents contents, boolean rehearses) {
        if (rehearses) {
            err.println("This home delivers to the sandbox only. Start it with HOURBOOK_TARGETS=sandbox, on a port and a database of its own;");
            err.println("the Hourbook that the archive is of goes on as it was. What that one takes in from now on is not known here: drop");
            err.println("copies of its exports into the inbox of this home.");
            err.flush();
            return;
        }
        err.println("BEFORE YOU START IT:");
        err.println("  1. The Hourbook that this archive is of must be stopped for good. Two of them do not know of each other,");
        err.println("     and both would deliver to the same targets.");
        err.println("  2. What that one took in and delivered after " + contents.createdAt() + " is not known here. Drop the exports since then");
        err.println("     into the inbox again, and compare " + home.show(home.out()) + "/ and the targets before documents are released.");
        err.println("  3. Passwords, tokens and certificates are not in an archive: set the variables and files that mappings/targets.yaml names.");
        if (contents.snapshot()) {
            err.println("  4. This is a snapshot from before an upgrade: the originals are not in it. Copy inbox/ from the home it is of.");
        }
        err.flush();
    }
}
