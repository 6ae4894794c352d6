package io.hourbook.cli;

import io.hourbook.home.Home;
import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Which company: {@code --home}, else {@code HOURBOOK_HOME}, else the current folder. */
final class HomeOption {

    @Option(names = "--home", paramLabel = "DIR", description = "The company's folder. Default: HOURBOOK_HOME, or the current folder.",
            // so that it may also stand behind the word of a part: users list --home DIR
            scope = ScopeType.INHERIT)
    private Path home;

    Home home() {
        String named = System.getenv("HOURBOOK_HOME");
        return new Home(home != null ? home : Path.of(named == null || named.isBlank() ? "" : named));
    }

    /** How a command that is to be typed next names the same home: with a blank before it, or nothing where nothing was named. */
    String again() {
        return home == null ? "" : " --home " + (home.toString().matches("[\\w./~+-]+") ? home : "'" + home + "'");
    }

    /** @throws Problem CLI-101 where the folder holds no company, or is not there */
    Home laidOut() {
        Home laidOut = home();
        if (!Files.isDirectory(laidOut.root())) {
            throw new Problem(new Finding(
                    "CLI-101", laidOut.root().toString(), "there is no such folder", null, "a folder with routes/ and mappings/",
                    "correct the name, or lay out a company there: hourbook init" + again() + " (with --sample for the sample company)"));
        }
        for (Path folder : new Path[] {laidOut.routes(), laidOut.mappings()}) {
            if (!Files.isDirectory(folder)) {
                throw new Problem(new Finding(
                        "CLI-101", laidOut.root().toString(), "this folder holds no company: it has no " + folder.getFileName() + "/",
                        null, "a folder with routes/ and mappings/",
                        "name it with --home, or lay one out: hourbook init --home DIR (with --sample for the sample company)"));
            }
        }
        return laidOut;
    }
}
