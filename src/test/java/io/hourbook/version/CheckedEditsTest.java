package io.hourbook.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourbook.home.Home;
import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import io.hourbook.problem.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What a check finds in an edit, and which of it holds the edit up. */
class CheckedEditsTest extends TwoNodes {

    @Test
    void aCaseThatFailedBeforeIsNotedAndHoldsUpNoEditOfSomethingElse() {
        Node.forget(SOURCE);
        Finding old = new Finding("MAP-302", "mappings/a.cases.yaml:3", "case \"a\": gives", "1", "2", "mend it");
        Finding fresh = new Finding("MAP-302", "mappings/b.cases.yaml:3", "case \"b\": gives", "1", "2", "mend it");
        AtomicBoolean more = new AtomicBoolean();
        try (Node node = new Node(folder.resolve("north"), SOURCE, Optional.of(
                files -> new Judge.Verdict(more.get() ? List.of(old, fresh) : List.of(old), 2, List.of(), 1)))) {
            node.save(Node.NET, Node.net("net")).save(ONE, Node.route("one", "says one")).start();
            assertThat(node.gate.number()).as("a home from before there were versions goes on").isOne();
            assertThat(new Versions(SOURCE).whole(1).orElseThrow().version().notes()).containsExactly("mappings/a.cases.yaml:3: MAP-302 case \"a\": gives");

            node.save(ONE, Node.route("one", "says more")).look();
            assertThat(node.call("one")).isEqualTo("says more");

            more.set(true);
            node.save(ONE, Node.route("one", "says too much")).look();
            assertThat(node.gate.refused().orElseThrow().findings()).containsExactly(fresh);
            assertThat(node.call("one")).isEqualTo("says more");
        }
    }

    @Test
    void aTableThatIsEditedBeforeAPassByHandGoesInForceAndItsCasesAreTold() {
        Node.forget(SOURCE);
        Finding price = new Finding("MAP-302", "mappings/rates.cases.csv:3", "case \"a\": gives", "1", "2", "mend it");
        Finding route = new Finding("ROU-201", "routes/one.cases.yaml:3", "case \"b\": leaves", "1", "2", "mend it");
        AtomicBoolean more = new AtomicBoolean();
        List<Finding> found = new ArrayList<>();
        try (Node node = new Node(folder.resolve("north"), SOURCE, Optional.of(
                files -> new Judge.Verdict(more.get() ? List.copyOf(found) : List.of(), 2, List.of(), 1)), false)) {
            node.save(Node.NET, Node.net("net")).save(ONE, Node.route("one", "says one")).save("mappings/rates.csv", "rate\n1\n").start();

            more.set(true);
            found.add(price);
            node.save("mappings/rates.csv", "rate\n2\n").look();
            assertThat(node.gate.refused()).isEmpty();
            assertThat(new Versions(SOURCE).whole(2).orElseThrow().version().notes()).containsExactly("mappings/rates.cases.csv:3: MAP-302 case \"a\": gives");

            found.add(route);
            node.save(ONE, Node.route("one", "says more")).look();
            assertThat(node.gate.refused().orElseThrow().findings()).as("a route's cases hold").containsExactly(route);
            assertThat(node.call("one")).isEqualTo("says one");
        }
    }

    @Test
    void anEditOfTimesGoesInForceUnderAServiceAndItsCasesAreTold() {
        Node.forget(SOURCE);
        Finding daily = new Finding("MAP-302", "mappings/schedules.cases.yaml:3", "case \"a\": next", "1", "2", "mend it");
        AtomicBoolean more = new AtomicBoolean();
        try (Node node = new Node(folder.resolve("north"), SOURCE, Optional.of(
                files -> new Judge.Verdict(more.get() ? List.of(daily) : List.of(), 2, List.of(), 1)))) {
            node.save(Node.NET, Node.net("net")).save(ONE, Node.route("one", "says one")).save("mappings/schedules.yaml", "sync: hourly\n").start();

            more.set(true);
            String log = Said.whileDoing("io.hourbook.version", () -> node.save("mappings/schedules.yaml", "sync: daily 04:00\n").look());

            assertThat(log).contains("they hold nothing up").contains("mappings/schedules.cases.yaml:3: MAP-302 case \"a\": next\n  saw   1\n  want  2\n  do    mend it")
                    .contains("Version 2 is in force, by").contains(": 1 of 2 cases came out as written, 1 did not and holds nothing up, checked in");
            assertThat(new Versions(SOURCE).whole(2).orElseThrow().version().tested()).isEqualTo("1 of 2 cases came out as written, 1 did not and holds nothing up");
            assertThat(node.gate.refused()).isEmpty();
            assertThat(new Versions(SOURCE).whole(2).orElseThrow().version().notes()).containsExactly("mappings/schedules.cases.yaml:3: MAP-302 case \"a\": next");
        }
    }

    @Test
    void aCheckThatBreaksOffLetsNothingIn() {
        try (Node node = new Node(folder.resolve("north"), SOURCE, Optional.of(files -> {
            throw new NullPointerException();
        }))) {
            node.start();
            node.save(ONE, Node.route("one", "says more")).look();

            assertThat(node.refused()).containsExactly("VER-111");
            assertThat(node.call("one")).isEqualTo("says one");
        }
    }

    @Test
    void whatIsTriedIsReadAsAHomeIsWithItsLinksAndWithoutWhatEditorsLeave() throws IOException {
        Path tried = Files.createDirectories(folder.resolve("tried"));
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("kimai.yaml"), "tracker: Kimai\n");
        Files.writeString(tried.resolve("holds.yaml"), "suspicious_over_hours: 9\n");
        Files.writeString(tried.resolve(".holds.yaml.swp.yaml"), "half\n");
        Files.createSymbolicLink(tried.resolve("sources"), elsewhere);
        Files.createSymbolicLink(elsewhere.resolve("round"), tried);
        Path link = Files.createSymbolicLink(folder.resolve("link"), tried);

        assertThat(new Trial(SOURCE).with(new Home(west.root), link, folder.resolve("scratch")).keySet())
                .containsExactlyInAnyOrder("mappings/holds.yaml", "mappings/sources/kimai.yaml", Node.NET, ONE, TWO);
        Trial.clear(folder.resolve("scratch"));
        assertThat(tried.resolve("holds.yaml")).exists();
    }

    @Test
    void filesThatCannotBeReadOrAreNoTextAreSaid() throws IOException {
        FileSet binary = new FileSet(Map.of("mappings/x.cases.csv", new byte[] {(byte) 0xff, (byte) 0xfe}));
        Judge judge = new Judge(folder.resolve("copy"), key -> null, Map::of);
        assertThat(judge.judge(binary).findings()).extracting(Finding::code).containsExactly("VER-106");

        Path file = Files.writeString(folder.resolve("a-file"), "in the way");
        assertThat(new Judge(file.resolve("copy"), key -> null, Map::of).judge(FileSet.EMPTY).findings())
                .extracting(Finding::code).containsExactly("VER-104");
        assertThatThrownBy(() -> Rollback.untilCalm(() -> {
            Thread.currentThread().interrupt();
            return false;
        })).isInstanceOf(Problem.class).hasMessageContaining("VER-110");
        Thread.interrupted();
    }
}
