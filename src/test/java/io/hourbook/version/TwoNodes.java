package io.hourbook.version;

import io.hourbook.database.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Two processes with a home each, west and east, on one real database; west has the first version in force. */
abstract class TwoNodes {

    static final DataSource SOURCE = TestDatabase.fresh();
    static final String ONE = "routes/process/one.camel.yaml";
    static final String TWO = "routes/process/two.camel.yaml";

    @TempDir
    Path folder;

    Node west;
    Node east;

    @BeforeEach
    void start() {
        Node.forget(SOURCE);
        west = new Node(folder.resolve("west"), SOURCE);
        east = new Node(folder.resolve("east"), SOURCE);
        west.save(Node.NET, Node.net("net")).save(ONE, Node.route("one", "says one")).save(TWO, Node.route("two", "says two")).start();
    }

    @AfterEach
    void stop() {
        west.close();
        east.close();
    }

    static void put(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
