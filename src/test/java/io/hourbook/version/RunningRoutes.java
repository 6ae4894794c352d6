package io.hourbook.version;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.database.TestDatabase;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A running node with two routes and one that is made of a template. */
abstract class RunningRoutes {

    static final DataSource SOURCE = TestDatabase.fresh();
    static final String ONE = "routes/process/one.camel.yaml";
    static final String TWO = "routes/process/two.camel.yaml";
    static final String TEMPLATE = "routes/deliver/_target.camel.yaml";
    static final String BOOKS = "routes/deliver/books.camel.yaml";

    @TempDir
    Path home;

    Node node;

    @BeforeEach
    void start() {
        Node.forget(SOURCE);
        node = new Node(home, SOURCE);
        node.save(Node.NET, Node.net("first")).save(ONE, Node.route("one", "says one")).save(TWO, Node.route("two", "says two"));
        node.save(TEMPLATE, template("says ${body} to {{who}}")).save(BOOKS, books("who", "books")).start();
        assertThat(node.refused()).isEmpty();
        assertThat(node.gate.number()).isOne();
    }

    @AfterEach
    void stop() {
        node.close();
    }

    static String template(String says) {
        return """
                - routeTemplate:
                    id: target
                    parameters:
                      - name: who
                      - name: name
                    from:
                      uri: direct
                      parameters:
                        name: "{{name}}"
                      steps:
                        - setBody:
                            id: say
                            expression:
                              simple:
                                expression: %s
                """.formatted(says);
    }

    static String books(String parameter, String value) {
        return """
                - templatedRoute:
                    routeTemplateRef: target
                    routeId: books
                    parameters:
                      - name: %s
                        value: %s
                      - name: name
                        value: books
                """.formatted(parameter, value);
    }

    static String cron(String id, String cron) {
        return Node.route(id, "x").replace("      uri: direct\n      parameters:\n        name: " + id + "\n",
                "      uri: quartz\n      parameters:\n        groupName: g\n        triggerName: t\n        cron: \"" + cron + "\"\n");
    }
}
