package io.hourbook.cli;

import io.hourbook.home.Home;
import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "init",
        description = "Lays out a new home: routes, mappings with an example row each, an empty inbox.",
        mixinStandardHelpOptions = true)
final class InitCommand implements Callable<Integer> {

    @Mixin
    private HomeOption homeOption;

    @Option(names = "--sample", description = "The sample company, with its exports in the inbox.")
    private boolean sample;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Home home = homeOption.home();
        if (HomeLayout.isLaidOut(home)) {
            throw new Problem(new Finding(
                    "CLI-104", home.root().toString(), "this folder already holds a company", "routes/ or mappings/",
                    "a folder without routes/ and mappings/", "name another folder with --home"));
        }
        HomeLayout.layOut(home, sample).forEach(spec.commandLine().getOut()::println);
        return 0;
    }
}
