package io.hourbook.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.hourbook.problem.Problem;
import java.io.PrintWriter;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** What a command says in the end: words for people, or, with {@code --json}, one JSON value for programs. */
final class Output {

    @Option(names = "--json", description = "For programs: JSON instead of words.", scope = ScopeType.INHERIT)
    private boolean json;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    private final long start = System.nanoTime();

    boolean json() {
        return json;
    }

    /** @return the exit code of what was done */
    int say(Object value, Consumer<PrintWriter> words) throws JsonProcessingException {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.text(value));
        } else {
            words.accept(out);
        }
        out.flush();
        return 0;
    }

    /**
     * A program that asked for an object gets one, as {@code check --json} tells findings; people read them as ever.
     *
     * @return the exit code of what failed
     * @throws Problem the same, where people read it
     */
    int failed(Problem found) throws JsonProcessingException {
        if (!json) {
            throw found;
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(FindingsJson.of(found, (System.nanoTime() - start) / 1_000_000));
        out.flush();
        return HourbookCommand.FAILED;
    }

    /** What is being done, for whoever waits: not among what is said in the end. */
    void meanwhile(String words) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("… " + words);
        err.flush();
    }
}
