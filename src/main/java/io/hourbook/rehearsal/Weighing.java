package io.hourbook.rehearsal;

import io.hourbook.home.Home;
import io.hourbook.version.Trial;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * How much money an edit moves: history is replayed with what is in force, and once more with the edit. So what earlier edits left as it
 * was agreed on, which a preview tells against what stands, is no weight of this one.
 */
final class Weighing {

    private final Stage stage;
    private final Path scratch;
    private final Consumer<String> progress;
    private final JdbcTemplate jdbc;

    /** @param progress told what is done, in words */
    Weighing(Stage stage, Path scratch, Consumer<String> progress) {
        this.stage = stage;
        this.scratch = scratch;
        this.progress = progress;
        this.jdbc = new JdbcTemplate(stage.database().dataSource());
    }

    /** @return 0 or more, in the base currency */
    BigDecimal of(Map<String, byte[]> files, long freeBytes) {
        new Copying(stage, progress).copy(freeBytes);
        replay();
        new Standing(stage).keep(jdbc);
        new Trial(stage.database().dataSource()).putInForce(files, Clock.systemUTC());
        replay();
        return MoneyMoved.in(jdbc);
    }

    private void replay() {
        try (Cast cast = Cast.gather(new Home(scratch.resolve("home")), stage.database())) {
            progress.accept("replaying all entries");
            new Replay(jdbc).prepare(cast.book(), null);
            Previewing.pass(cast);
        }
    }
}
