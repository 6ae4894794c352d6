package io.hourbook.cli;

import io.hourbook.backup.Backup;
import io.hourbook.database.Database;
import io.hourbook.exchange.KeptRates;
import io.hourbook.home.Home;
import io.hourbook.mapping.MappingBook;
import io.hourbook.problem.Problem;
import io.hourbook.report.HoursRegister;
import io.hourbook.report.LedgerExport;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.concurrent.Callable;
import org.springframework.jdbc.core.JdbcTemplate;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "export",
        description = "Takes the books, or the whole company, out of Hourbook.",
        subcommands = {ExportCommand.Ledger.class, ExportCommand.HoursOfWork.class, ExportCommand.Archive.class},
        mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return spec.exitCodeOnInvalidInput();
    }

    @Command(
            name = "ledger",
            description = "The books as plain text, double entry, every cent with its document and entries.",
            mixinStandardHelpOptions = true)
    static final class Ledger implements Callable<Integer> {

        @Mixin
        private HomeOption homeOption;

        @Option(names = "--format", required = true, paramLabel = "FORMAT", description = "hledger, beancount or csv.")
        private String format;

        @Option(names = "--output", paramLabel = "FILE", description = "Where to write. Default: standard output.")
        private Path output;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException {
            LedgerExport.Format asked = asked();
            Home home = homeOption.laidOut();
            try (Database database = Database.open(home, "export");
                    Writer out = output == null
                            ? new PrintWriter(spec.commandLine().getOut())
                            : Files.newBufferedWriter(output, StandardCharsets.UTF_8)) {
                LedgerExport.Written written =
                        new LedgerExport(database.dataSource(), book(home, database)).write(asked, out);
                out.flush();
                if (output != null) {
                    spec.commandLine().getErr().println(
                            written.transactions() + " transactions, " + written.postings() + " postings in " + home.show(output));
                }
            }
            return 0;
        }

        /** As the last pass had it, if nothing was edited since: the version in the file is that of the books. */
        private static MappingBook book(Home home, Database database) {
            return InForce.book(home, database).with(new KeptRates(new JdbcTemplate(database.dataSource())).current());
        }

        private LedgerExport.Format asked() {
            try {
                return LedgerExport.Format.of(format);
            } catch (Problem unknown) {
                throw new CommandLine.ParameterException(spec.commandLine(), unknown.getMessage());
            }
        }
    }

    @Command(
            name = "hours",
            description = {
                "The register of hours that employees worked, by worker and day, for an inspector: beginning, end, breaks and rest.",
                "CSV, seconds exact; what was recorded counts, whether it is paid yet or not."
            },
            mixinStandardHelpOptions = true)
    static final class HoursOfWork implements Callable<Integer> {

        @Mixin
        private HomeOption homeOption;

        @Option(names = "--from", required = true, paramLabel = "DATE", description = "The first day.")
        private LocalDate from;

        @Option(names = "--to", paramLabel = "DATE", description = "The last day. Default: the last of the first day's month.")
        private LocalDate to;

        @Option(names = "--worker", paramLabel = "ID", description = "One worker alone, as in workers.csv.")
        private String worker;

        @Option(names = "--output", paramLabel = "FILE", description = "Where to write. Default: standard output.")
        private Path output;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException {
            LocalDate last = to == null ? YearMonth.from(from).atEndOfMonth() : to;
            if (last.isBefore(from) || !last.isBefore(from.plusDays(HoursRegister.MOST_DAYS))) {
                throw new CommandLine.ParameterException(
                        spec.commandLine(), "--to " + last + " is not within " + HoursRegister.MOST_DAYS + " days from --from " + from);
            }
            Home home = homeOption.laidOut();
            try (Database database = Database.open(home, "export");
                    Writer out = output == null
                            ? new PrintWriter(spec.commandLine().getOut()) : Files.newBufferedWriter(output, StandardCharsets.UTF_8)) {
                MappingBook book = InForce.book(home, database);
                if (worker != null && !book.workers().containsKey(worker)) {
                    throw new CommandLine.ParameterException(spec.commandLine(), "--worker: there is no worker \"" + worker + "\" in mappings/workers.csv");
                }
                int days = new HoursRegister(database.dataSource(), book).write(from, last, worker, out);
                out.flush();
                if (output != null) {
                    spec.commandLine().getErr().println(days + " days from " + from + " to " + last + " in " + home.show(output));
                }
            }
            return 0;
        }
    }

    @Command(
            name = "archive",
            description = {
                "The whole company in one file: database, mappings, routes, originals. Beside a running service, too.",
                "Keep it on another machine; restore makes a home of it."
            },
            mixinStandardHelpOptions = true)
    static final class Archive implements Callable<Integer> {

        @Mixin
        private HomeOption homeOption;

        @Parameters(paramLabel = "FILE", arity = "0..1", description = "Where to write. Default: out/archives/hourbook-<time>.zip of the home.")
        private Path file;

        @Option(names = "--json", description = "Print one JSON object instead of words.")
        private boolean json;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException {
            long began = System.nanoTime();
            Home home = homeOption.laidOut();
            Backup backup = new Backup();
            try (Database database = Database.open(home, "export")) {
                Backup.Archive archive = backup.export(
                        home, database.dataSource(), file == null ? backup.usualFile(home) : file, spec.commandLine().getErr()::println);
                long milliseconds = (System.nanoTime() - began) / 1_000_000;
                spec.commandLine().getOut().println(json
                        ? ArchiveText.json(archive.contents()).put("archive", archive.file().toString()).put("bytes", archive.bytes())
                                .put("elapsed_ms", milliseconds)
                        : ArchiveText.of(archive.contents()) + archive.file() + ", " + archive.bytes() + " bytes");
                spec.commandLine().getOut().flush();
            }
            return 0;
        }
    }
}
