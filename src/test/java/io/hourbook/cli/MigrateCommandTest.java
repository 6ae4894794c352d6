package io.hourbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.proof.Company;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Homes as 0.1.0 and 0.2.0 shipped them, byte for byte, brought to the present format. */
class MigrateCommandTest {

    @TempDir
    private Path home;

    private final StringWriter out = new StringWriter();

    @ParameterizedTest
    @ValueSource(strings = {"0.1.0", "0.2.0"})
    void anOlderHomeThatNobodyEditedBecomesWhatIsShippedNow(String release) throws IOException {
        lay(release);
        Map<String, String> before = files();

        assertThat(run("migrate")).isZero();
        assertThat(files()).as("nothing is written unless asked").isEqualTo(before);
        assertThat(out.toString()).contains("from those of " + release, "changed routes/process/allocate-entries.camel.yaml", "@@",
                "new routes/process/allocate-lane.camel.yaml", "Nothing was written. To write it: hourbook migrate --write --home " + home, "0 edited");

        assertThat(run("migrate", "--write")).isZero();
        Map<String, String> after = files();
        Map<String, String> shipped = files(Path.of(""));
        after.forEach((path, text) -> assertThat(text).as(path).isEqualTo(shipped.get(path)));
        assertThat(shipped.keySet()).as("all but cases of the sample company, and tables that may be absent").filteredOn(path -> !after.containsKey(path))
                .allMatch(path -> path.matches("mappings/([a-z-]+\\.cases\\.(yaml|csv)|target-names\\.csv|expense-(categories|rates)\\.csv)"));
        assertThat(home.resolve("routes/schedule/hourly-sync.camel.yaml")).doesNotExist();
        Path kept = home.resolve("data/set-aside/before-migrate");
        assertThat(kept.resolve("routes/process/allocate-entries.camel.yaml")).hasContent(before.get("routes/process/allocate-entries.camel.yaml"));

        assertThat(run("check")).isZero();
        assertThat(out.toString()).contains("routes and mappings are in order").doesNotContain("VER-30");
        assertThat(run("migrate", "--write")).isZero();
        assertThat(out.toString()).contains("there is nothing to do");
        assertThat(files()).isEqualTo(after);
    }

    @Test
    void whatWasEditedStaysToTheByteAndIsShownBesideWhatIsShippedNow() throws IOException {
        lay("0.2.0");
        edit("routes/process/draw-retainers.camel.yaml", text -> "# ours\n" + text);
        edit("mappings/rates.csv", text -> text.replaceFirst("\n([^#].*)\n([^#].*)\n", "\n$2\n# swapped, on purpose\n$1\n"));
        edit("mappings/rounding.yaml", text -> text + "# ours, too\n");
        Files.delete(home.resolve("routes/intake/toggl-london.camel.yaml"));
        Map<String, String> before = files();

        assertThat(run("migrate", "--write")).as(out.toString()).isZero();

        Map<String, String> after = files();
        for (String path : new String[] {"routes/process/draw-retainers.camel.yaml", "routes/process/draw-retainers.cases.yaml", "mappings/rates.csv",
            "mappings/rounding.yaml"}) {
            assertThat(after.get(path)).as(path).isEqualTo(before.get(path));
        }
        assertThat(after).as("taken out on purpose").doesNotContainKey("routes/intake/toggl-london.camel.yaml");
        assertThat(out.toString()).contains("yours, left as it is: routes/process/draw-retainers.camel.yaml; what is shipped now", "-# ours",
                "yours, left as it is: routes/process/draw-retainers.cases.yaml").doesNotContain("as it is: mappings/rates.csv", "as it is: mappings/rounding");
        assertThat(after.get("routes/process/recompute-pay-weeks.camel.yaml")).contains("pay-week-lane");
    }

    @Test
    void linesThatEndAsWindowsWantsThemAreNoEditAndStaySo() throws IOException {
        lay("0.2.0");
        for (String path : files().keySet()) {
            edit(path, text -> text.replace("\n", "\r\n"));
        }
        edit("mappings/rounding.yaml", text -> text + "# ours\r\n");

        assertThat(run("migrate", "--write")).as(out.toString()).isZero();

        assertThat(out.toString()).contains("from those of 0.2.0", "changed routes/process/allocate-entries.camel.yaml")
                .doesNotContain("as it is: routes");
        Map<String, String> shipped = files(Path.of(""));
        Map<String, String> after = files();
        assertThat(after.get("mappings/rounding.yaml")).endsWith("# ours\r\n");
        assertThat(after.get("routes/process/allocate-entries.camel.yaml")).contains("\r\n");
        after.forEach((path, text) -> assertThat(text.replace("\r\n", "\n")).as(path)
                .isEqualTo(shipped.get(path) + (path.equals("mappings/rounding.yaml") ? "# ours\n" : "")));
        assertThat(run("check")).as(out.toString()).isZero();
        assertThat(run("migrate", "--write")).isZero();
        assertThat(files()).isEqualTo(after);
    }

    @Test
    void whatWouldNotPassAfterwardsIsNotWritten() throws IOException {
        lay("0.2.0");
        // a route of this company's own that bears a name which is shipped by now
        Files.copy(home.resolve("routes/process/round-day.camel.yaml"), home.resolve("routes/process/own.camel.yaml"));
        edit("routes/process/own.camel.yaml", text -> text.replace("round-day", "pay-week-lane"));
        Files.move(home.resolve("routes/process/own.camel.yaml"), home.resolve("routes/triage/pay-week-lane.camel.yaml"));
        Map<String, String> before = files();

        assertThat(run("migrate", "--write")).isEqualTo(HourbookCommand.FAILED);

        assertThat(out.toString()).contains("VER-304 the files would not pass afterwards, and nothing was written", "pay-week-lane");
        assertThat(files()).isEqualTo(before);
        assertThat(home.resolve("data")).doesNotExist();
    }

    @Test
    void aHomeOfInitGetsTheFilesOfInit() throws IOException {
        lay("0.2.0");
        try (Stream<Path> mappings = Files.list(home.resolve("mappings"))) {
            for (Path file : mappings.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
        try (Stream<Path> blank = Files.list(Path.of("src/main/resources/blank"))) {
            for (Path file : blank.filter(one -> Stream.of("rollout.yaml", "changes.yaml", "format.yaml").noneMatch(one::endsWith)).toList()) {
                Files.copy(file, home.resolve("mappings").resolve(file.getFileName()));
            }
        }

        assertThat(run("migrate", "--write")).isZero();

        assertThat(home.resolve("mappings/rollout.yaml")).hasSameTextualContentAs(Path.of("src/main/resources/blank/rollout.yaml"));
        assertThat(home.resolve("mappings/workers.csv")).hasSameTextualContentAs(Path.of("src/main/resources/blank/workers.csv"));
    }

    @Test
    void whatLinksLeadToIsReadAndLeftToWhoeverMadeThem(@TempDir Path elsewhere) throws IOException {
        lay("0.2.0");
        Path link = home.resolve("routes/process/allocate-entries.camel.yaml");
        Path whole = home.resolve("mappings");
        Path file = elsewhere.resolve("of-the-deployment.yaml");
        Files.move(link, file);
        Files.createSymbolicLink(link, file);
        Files.move(whole, elsewhere.resolve("mappings"));
        Files.createSymbolicLink(whole, elsewhere.resolve("mappings"));
        String before = Files.readString(file);

        assertThat(run("migrate", "--write")).as(out.toString()).isZero();

        assertThat(link).isSymbolicLink().hasContent(before);
        assertThat(out.toString()).contains("yours, left as it is: routes/process/allocate-entries.camel.yaml; what is shipped now",
                "changed mappings/targets.yaml", "new mappings/rollout.yaml");
        assertThat(whole).as("a folder that is a link as a whole is this home's own").isSymbolicLink();
        assertThat(whole.resolve("targets.yaml")).hasSameTextualContentAs(Path.of("mappings/targets.yaml"));
    }

    @Test
    void whereItCannotBeWrittenThatIsSaidAndNothingIsChanged() throws IOException {
        lay("0.2.0");
        Files.writeString(home.resolve("data"), "in the way");
        Map<String, String> before = files();

        assertThat(run("migrate", "--write")).isEqualTo(HourbookCommand.FAILED);

        assertThat(out.toString()).contains("VER-104 this cannot be written", "run it again");
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void filesForANewerHourbookAreRefusedWithWhatToDo() throws IOException {
        lay("0.2.0");
        Files.writeString(home.resolve("mappings/format.yaml"), "# theirs\nformat: 9.0\n");
        Files.writeString(home.resolve("routes/format.yaml"), "format: newest\n");

        assertThat(run("check")).isEqualTo(HourbookCommand.FAILED);
        assertThat(out.toString()).contains("mappings/format.yaml:2: VER-301 the files in mappings/ are for a newer Hourbook", "saw   format 9.0",
                "routes/format.yaml:1: VER-302 this is no format");
        assertThat(run("migrate", "--write")).isEqualTo(HourbookCommand.FAILED);
        assertThat(out.toString()).contains("VER-301", "VER-302");
    }

    @Test
    void aFormatIsRaisedInItsPlaceAndItsCommentsStay() throws IOException {
        lay("0.2.0");
        Files.writeString(home.resolve("mappings/format.yaml"), "# our own words\nformat: '1.1' # of spring\n");

        assertThat(run("migrate", "--write")).isZero();

        assertThat(home.resolve("mappings/format.yaml")).hasContent("# our own words\nformat: '1.4' # of spring\n");
        assertThat(home.resolve("routes/format.yaml")).hasSameTextualContentAs(Path.of("routes/format.yaml"));
    }

    private void lay(String release) {
        Company.layOut(release, home);
    }

    private void edit(String path, UnaryOperator<String> change) throws IOException {
        String before = Files.readString(home.resolve(path));
        String after = change.apply(before);
        assertThat(after).isNotEqualTo(before);
        Files.writeString(home.resolve(path), after);
    }

    private Map<String, String> files() throws IOException {
        return files(home);
    }

    private static Map<String, String> files(Path root) throws IOException {
        Map<String, String> files = new TreeMap<>();
        for (String folder : new String[] {"routes", "mappings"}) {
            try (Stream<Path> tree = Files.walk(root.resolve(folder))) {
                for (Path file : tree.filter(Files::isRegularFile).toList()) {
                    files.put(root.relativize(file).toString(), Files.readString(file));
                }
            }
        }
        return files;
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        CommandLine line = new CommandLine(new HourbookCommand());
        PrintWriter writer = new PrintWriter(out, true);
        line.setOut(writer);
        line.setErr(writer);
        line.setExecutionExceptionHandler((exception, command, parsed) -> {
            writer.println(exception.getMessage());
            return HourbookCommand.FAILED;
        });
        String[] all = Stream.concat(Stream.of(arguments), Stream.of("--home", home.toString())).toArray(String[]::new);
        return line.execute(all);
    }
}
