package io.hourbook.cli;

import io.hourbook.problem.Problem;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line. Exit codes: 0 done, 1 findings or a failed run, 2 wrong usage. */
@Command(
        name = "hourbook",
        description = "Carries time entries from time trackers into the books.",
        subcommands = {
            ServeCommand.class, SyncCommand.class, ReadBackCommand.class, InitCommand.class, CheckCommand.class, ExplainCommand.class, ExportCommand.class,
            RestoreCommand.class, UsersCommand.class, VersionsCommand.class, ProposalsCommand.class, DeadLettersCommand.class, PreviewCommand.class,
            MigrateCommand.class, CommandLine.HelpCommand.class
        },
        versionProvider = VersionText.class,
        mixinStandardHelpOptions = true)
public final class HourbookCommand {

    /** What {@code serve} answers: its service goes on in threads of its own. */
    public static final int STAYS_UP = -1;

    static final int FAILED = 1;

    private static final int MISUSED = 2;

    /** Runs one command; {@code serve} where none is named. */
    public static int execute(String... arguments) {
        CommandLine line = new CommandLine(new HourbookCommand());
        line.setExecutionExceptionHandler((exception, command, parsed) -> {
            if (exception instanceof Problem problem) {
                command.getErr().println(problem.getMessage());
                return FAILED;
            }
            throw exception;
        });
        Typed.convert(line);
        line.setParameterExceptionHandler(new Misuse(MISUSED));
        line.setExitCodeExceptionMapper(exception -> exception instanceof CommandLine.ParameterException ? MISUSED : FAILED);
        boolean named = arguments.length > 0
                && (line.getSubcommands().containsKey(arguments[0]) || isAboutItself(arguments[0]));
        return named || arguments.length > 0 && !arguments[0].startsWith("-") ? line.execute(arguments) : line.execute(withServe(arguments));
    }

    private static boolean isAboutItself(String argument) {
        return argument.equals("-h") || argument.equals("--help") || argument.equals("-V") || argument.equals("--version");
    }

    private static String[] withServe(String[] arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "serve";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return all;
    }
}
