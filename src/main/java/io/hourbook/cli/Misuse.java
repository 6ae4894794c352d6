package io.hourbook.cli;

import io.hourbook.name.Nearest;
import io.hourbook.problem.Finding;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What was typed wrongly is said in few lines, with what was most likely meant. All that a command takes is told where it is asked for. */
final class Misuse implements IParameterExceptionHandler {

    private final int exitCode;

    Misuse(int exitCode) {
        this.exitCode = exitCode;
    }

    @Override
    public int handleParseException(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        Optional<Finding> unknown = unknownCommand(wrong);
        if (unknown.isPresent()) {
            err.println(unknown.get().text());
        } else {
            err.println(wrong.getMessage());
            if (!UnmatchedArgumentException.printSuggestions(wrong, err)) {
                err.println(command.getCommandSpec().qualifiedName() + " --help says what it takes");
            }
        }
        err.flush();
        return exitCode;
    }

    /** A word where a command should stand. */
    private static Optional<Finding> unknownCommand(ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        if (!(wrong instanceof UnmatchedArgumentException unmatched) || command.getSubcommands().isEmpty()) {
            return Optional.empty();
        }
        return unmatched.getUnmatched().stream().findFirst().filter(word -> !word.startsWith("-")).map(word -> {
            String whole = command.getCommandSpec().qualifiedName();
            List<String> known = command.getSubcommands().keySet().stream().toList();
            return new Finding(
                    "CLI-105", whole + " " + word, "there is no such command", word, "one of " + String.join(", ", known),
                    Nearest.to(word, known).map(near -> whole + " " + near + ", if that was meant; ").orElse("") + whole + " --help says what each does");
        });
    }
}
