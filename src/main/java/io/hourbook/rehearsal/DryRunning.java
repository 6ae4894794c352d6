package io.hourbook.rehearsal;

import io.hourbook.home.Home;
import io.hourbook.problem.Causes;
import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import io.hourbook.run.Summary;
import io.hourbook.version.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;

/** One pass over what lies in the inbox now, with what is saved in the home's folder now. */
final class DryRunning {

    private static final String SENDS = """
            select d.target, x.type, g.currency, count(distinct x.id), sum(x.total)
            from delivery d join document x on x.id = d.document_id join document_group g on g.id = x.group_id
            where d.state in ('waiting', 'sending', 'in-doubt') and d.due_on <= ?
                and d.revision = (select max(o.revision) from delivery o where o.document_id = d.document_id)
            group by d.target, x.type, g.currency order by d.target, x.type, g.currency""";

    private final Home home;
    private final Stage stage;
    private final Path scratch;
    private final Consumer<String> progress;
    private final long freeBytes;

    DryRunning(Home home, Stage stage, Path scratch, Consumer<String> progress, long freeBytes) {
        this.home = home;
        this.stage = stage;
        this.scratch = scratch;
        this.progress = progress;
        this.freeBytes = freeBytes;
    }

    /**
     * @param edited what was edited and is not in force yet; nothing where there is no edit
     * @param waits  what of it would wait for a second person
     * @param notes  what the check noted of it
     */
    DryRun of(Optional<Map<String, byte[]>> edited, List<String> waits, List<String> notes) {
        new Copying(stage, progress).copy(freeBytes);
        Home alone = new Home(scratch.resolve("home"));
        inbox(alone);
        edited.ifPresent(files -> new Trial(stage.database().dataSource()).putInForce(files, Clock.systemUTC()));
        try (Cast cast = Cast.gather(alone, stage.database())) {
            progress.accept("a run that sends nothing");
            Summary summary = cast.pass();
            LocalDate today = LocalDate.ofInstant(cast.clock().instant(), cast.book().policies().companyZone());
            List<DryRun.Send> sends = new JdbcTemplate(stage.database().dataSource()).query(
                    SENDS,
                    (row, n) -> new DryRun.Send(
                            row.getString(1), row.getString(2), row.getString(3), row.getInt(4),
                            row.getString(2).equals("payroll-batch") ? null : Face.amount(row.getBigDecimal(5), row.getString(3))),
                    today);
            return new DryRun(summary, sends, waits, notes);
        }
    }

    /** The files that wait, under the same names; the pass moves these, and the home keeps its own. */
    void inbox(Home alone) {
        if (!Files.isDirectory(home.inbox())) {
            return;
        }
        try (Stream<Path> sources = Files.list(home.inbox())) {
            for (Path source : sources.filter(Files::isDirectory).toList()) {
                Path folder = Files.createDirectories(alone.inbox().resolve(source.getFileName().toString()));
                try (Stream<Path> files = Files.list(source)) {
                    for (Path file : files.filter(Files::isRegularFile).toList()) {
                        link(file, folder.resolve(file.getFileName().toString()));
                    }
                }
            }
        } catch (IOException failed) {
            throw new Problem(
                    new Finding("PRE-109", home.inbox().toString(), "what lies in the inbox cannot be laid out for a dry run", Causes.ofFile(failed),
                            "room for it, and the right to read it", "see to that, and ask again"),
                    failed);
        }
    }

    /** A second name where the disk is the same, which costs nothing: whoever takes the file only moves that name. */
    private static void link(Path file, Path name) throws IOException {
        try {
            Files.createLink(name, file);
        } catch (IOException | UnsupportedOperationException otherDisk) {
            Files.copy(file, name, StandardCopyOption.COPY_ATTRIBUTES);
        }
    }
}
