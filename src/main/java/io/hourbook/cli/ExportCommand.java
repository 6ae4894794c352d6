package io.hourbook.cli;

import io.hourbook.database.Database;
import io.hourbook.exchange.KeptRates;
import io.hourbook.home.Home;
import io.hourbook.mapping.MappingBook;
import io.hourbook.mapping.MappingLoader;
import io.hourbook.problem.Problem;
import io.hourbook.report.LedgerExport;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.springframework.jdbc.core.JdbcTemplate;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "export",
        description = "Takes the books out of Hourbook.",
        subcommands = ExportCommand.Ledger.class,
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
            return new MappingLoader().load(home.mappings()).with(new KeptRates(new JdbcTemplate(database.dataSource())).current());
        }

        private LedgerExport.Format asked() {
            try {
                return LedgerExport.Format.of(format);
            } catch (Problem unknown) {
                throw new CommandLine.ParameterException(spec.commandLine(), unknown.getMessage());
            }
        }
    }
}
