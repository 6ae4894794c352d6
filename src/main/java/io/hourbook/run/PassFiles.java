package io.hourbook.run;

import io.hourbook.home.Home;
import io.hourbook.problem.Causes;
import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a pass leaves in the home's {@code out/}: the list of holds, and what it came to. They are told from the database: where
 * they cannot be written that is said, and the pass stands as it is.
 */
final class PassFiles {

    private static final Logger LOG = LoggerFactory.getLogger(PassFiles.class);

    private final Path out;
    /** There while the list says less than the database: the next pass writes it, whatever else it finds to do. */
    private final Path owed;
    private final ProducerTemplate camel;
    private final Set<String> missing = ConcurrentHashMap.newKeySet();

    PassFiles(Home home, ProducerTemplate camel) {
        this.out = home.out();
        this.owed = home.data().resolve("holds-not-listed");
        this.camel = camel;
    }

    /** @param touched whether the pass can have changed what is on hold, or nobody knows */
    void write(Summary summary, boolean touched) {
        if (touched || Files.exists(owed) || !Files.exists(out.resolve("holds.csv"))) {
            owe(!written("list-holds", "out/holds.csv", null));
        }
        boolean worked = summary.documents().delivered() + summary.documents().failed() > 0;
        if (touched || worked || !Files.exists(out.resolve("runs"))) {
            written("keep-run", "out/runs/", summary);
        }
    }

    private boolean written(String route, String where, Object body) {
        try {
            if (camel.getCamelContext().getRoute(route) == null) {
                if (missing.add(route)) {
                    LOG.error("{}", problem(where, "not written, because the route " + route + " does not run",
                            "mend or put back routes/report/" + route + ".camel.yaml; the check command says what is wrong with it").getMessage());
                }
                return false;
            }
            Exchange exchange = camel.send("direct:" + route, message -> message.getMessage().setBody(body));
            if (exchange.getException() == null) {
                return true;
            }
            LOG.error("{}", problem(where, "could not be written: " + Causes.ofFile(exchange.getException()),
                    "make room or give the right to write there; the list comes with the next pass, and the console has what runs came to").getMessage());
        } catch (RuntimeException unexpected) {
            LOG.error("{}", problem(where, "could not be written: " + Causes.sentence(unexpected), "look at the log").getMessage(), unexpected);
        }
        return false;
    }

    private static Problem problem(String where, String what, String fix) {
        return new Problem(new Finding("RUN-301", where, what, null, "a file that anyone can open", fix));
    }

    private void owe(boolean yes) {
        try {
            if (!yes) {
                Files.deleteIfExists(owed);
            } else if (!Files.exists(owed)) {
                Files.createDirectories(owed.getParent());
                Files.createFile(owed);
            }
        } catch (IOException failed) {
            LOG.warn("It could not be noted whether out/holds.csv is up to date: {}", Causes.sentence(failed));
        }
    }
}
