package io.hourbook.version;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.problem.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What routes hold and remember beyond the message in hand outlives their swap, or they are not let in. */
class RememberedRoutesTest extends RunningRoutes {

    private static final String READER = "routes/process/reader.camel.yaml";
    private static final String OTHER = "routes/process/other.camel.yaml";
    private static final String LASTS = "        idempotentRepository: \"#takenBefore\"\n";

    private final List<String> taken = Collections.synchronizedList(new ArrayList<>());

    @Test
    void messagesThatWouldWaitInMemoryAreRefusedAndInADatabaseTheyOutliveASwap() {
        node.save(ONE, three("says one", "")).look();
        assertThat(node.refused()).containsExactly("ROU-164");
        assertThat(finding().where()).isEqualTo(ONE + ":10");

        node.save(ONE, three("says one", "            aggregationRepository: groups\n")).look();
        assertThat(node.refused()).isEmpty();
        node.steps.work = told();
        node.call("one");
        node.call("one");
        node.save(ONE, three("says more", "            aggregationRepository: groups\n")).look();
        assertThat(node.refused()).isEmpty();
        assertThat(node.gate.number()).isEqualTo(3);
        assertThat(taken).as("two of three").isEmpty();

        node.call("one");
        awaitTaken(1);
        assertThat(taken).hasSize(1);
    }

    @Test
    void aFolderWhoseFilesStayIsReadOnceWhateverIsEditedAndStarted() throws IOException {
        drop("a", "b");
        node.steps.work = told();
        node.save(READER, reader("reader", "says so", "")).look();
        assertThat(node.refused()).containsExactly("ROU-165");
        assertThat(finding().where()).isEqualTo(READER + ":11");
        assertThat(finding().fix()).contains("name that bean");

        node.save(READER, reader("reader", "says so", LASTS + "        idempotentEager: false\n")).look();
        assertThat(node.refused()).as("never confirmed").containsExactly("ROU-165");
        assertThat(finding().fix()).startsWith("leave idempotentEager out");

        node.save(READER, reader("reader", "says so", LASTS)).look();
        assertThat(node.refused()).isEmpty();
        awaitTaken(2);
        node.save(READER, reader("reader", "says more", LASTS)).look();
        drop("c");
        awaitTaken(3);

        node.close();
        try (Node next = new Node(home, SOURCE)) {
            next.steps.work = told();
            next.start();
            assertThat(next.refused()).isEmpty();
            drop("d");
            awaitTaken(4);
        }
        assertThat(taken).containsExactlyInAnyOrder("file a", "file b", "file c", "file d");
    }

    @Test
    void aRepositoryThatTwoRoutesShareSurvivesTheSwapOfOne() throws IOException {
        drop("a");
        node.steps.work = told();
        node.save(READER, reader("reader", "says so", LASTS + "        idempotentKey: one-${file:name}\n"));
        node.save(OTHER, reader("other", "says so", LASTS + "        idempotentKey: two-${file:name}\n")).look();
        assertThat(node.refused()).isEmpty();
        awaitTaken(2);

        node.save(READER, reader("reader", "says more", LASTS + "        idempotentKey: one-${file:name}\n")).look();
        node.delete(READER).look();
        assertThat(node.refused()).isEmpty();
        drop("b");
        awaitTaken(3);
        assertThat(taken).containsExactlyInAnyOrder("file a", "file a", "file b");
    }

    @Test
    void whatRanBeforeThereWasTheRuleRunsOnAndIsRefusedWhereItIsEdited() throws IOException {
        node.close();
        Node.forget(SOURCE);
        node = new Node(home, SOURCE);
        node.save(ONE, queue("says one")).start();
        assertThat(node.gate.number()).isOne();
        assertThat(new Versions(SOURCE).whole(1).orElseThrow().version().notes()).singleElement().asString().startsWith(ONE + ":12: ROU-164 ");
        assertThat(node.camel.getRoute("one")).isNotNull();

        node.save(TWO, Node.route("two", "says more")).look();
        assertThat(node.refused()).as("an edit of something else").isEmpty();
        assertThat(node.call("two")).isEqualTo("says more");

        node.save(ONE, queue("says more")).look();
        assertThat(node.refused()).containsExactly("ROU-164");
        node.save(ONE, Node.route("one", "says more")).look();
        assertThat(node.call("one")).isEqualTo("says more");
    }

    private Finding finding() {
        return node.gate.refused().orElseThrow().findings().get(0);
    }

    private Function<String, String> told() {
        return text -> {
            taken.add(text);
            return text;
        };
    }

    private void drop(String... names) throws IOException {
        Files.createDirectories(home.resolve("drop"));
        for (String name : names) {
            Path draft = Files.writeString(home.resolve("draft"), "file " + name);
            Files.move(draft, home.resolve("drop").resolve(name));
        }
    }

    private void awaitTaken(int count) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(20)).until(() -> taken.size() >= count);
    }

    private String reader(String id, String says, String more) {
        return Node.route(id, says)
                .replace("      uri: direct\n      parameters:\n        name: " + id + "\n", "      uri: file\n      parameters:\n        directoryName: "
                        + home.resolve("drop") + "\n        initialDelay: 0\n        delay: 20\n        noop: true\n" + more)
                .replace("method: work\n", "method: work(${bodyAs(String)})\n");
    }

    private static String queue(String says) {
        return Node.route("one", says).replace("        - bean:\n", "        - to:\n            id: to-later\n            uri: stub:later\n        - bean:\n");
    }

    private static String three(String says, String repository) {
        return Node.route("one", says).replace("        - bean:\n            id: do-the-work\n            ref: steps\n            method: work\n",
                "        - aggregate:\n            id: wait-for-three\n            correlationExpression:\n              constant:\n                expression: all\n"
                        + "            completionSize: 3\n            aggregationStrategy: \"#class:org.apache.camel.processor.aggregate.UseLatestAggregationStrategy\"\n"
                        + repository + "            steps:\n              - bean:\n                  id: do-the-work\n                  ref: steps\n                  method: work\n");
    }
}
