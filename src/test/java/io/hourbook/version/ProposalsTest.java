package io.hourbook.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.hourbook.author.Author;
import io.hourbook.database.TestDatabase;
import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import io.hourbook.version.Change.Event;
import io.hourbook.version.Proposal.State;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** A substantial edit waits for a second person, and what ran before runs on until then. */
class ProposalsTest {

    private static final DataSource SOURCE = TestDatabase.fresh();
    private static final String ONE = "routes/process/one.camel.yaml";
    private static final String TWO = "routes/process/two.camel.yaml";
    private static final String POLICY = "mappings/changes.yaml";
    private static final String HOLDS = "mappings/holds.yaml";

    @TempDir
    Path folder;

    private final Proposals proposals = new Proposals(SOURCE);
    private Node west;
    private Node east;

    @BeforeEach
    void start() {
        Node.forget(SOURCE);
        west = new Node(folder.resolve("west"), SOURCE);
        east = new Node(folder.resolve("east"), SOURCE);
        west.save(Node.NET, Node.net("net")).save(ONE, Node.route("one", "says one")).save(TWO, Node.route("two", "says two"))
                .save(POLICY, "routes: second-person\n").start();
    }

    @AfterEach
    void stop() {
        west.close();
        east.close();
    }

    @Test
    void theFirstVersionOfAHomeWaitsForNobody() {
        assertThat(west.gate.number()).isOne();
        assertThat(proposals.count()).isZero();
        assertThat(log()).containsExactly("accepted version 1 is in force");
    }

    @Test
    void aSubstantialEditWaitsAndWhatRanRunsOn() {
        west.save(ONE, Node.route("one", "says more")).look();

        assertThat(west.call("one")).isEqualTo("says one");
        assertThat(west.gate.number()).isOne();
        assertThat(west.gate.refused()).as("waiting is no error").isEmpty();
        Proposal waiting = west.gate.proposed().orElseThrow();
        assertThat(waiting).isEqualTo(proposals.find(1).orElseThrow());
        assertThat(waiting.waits()).isTrue();
        assertThat(waiting.base()).isOne();
        assertThat(waiting.substantial()).containsExactly("routes: " + ONE);
        assertThat(waiting.author()).isEqualTo(Author.WHOEVER);
        assertThat(new String(proposals.files(1).get(ONE))).contains("says more");
        assertThat(proposals.files(1)).hasSize(4);
        assertThat(log()).containsExactly("proposed proposal 1 waits for a second person: routes: " + ONE, "accepted version 1 is in force");

        west.look();
        assertThat(proposals.count()).as("the same content is proposed once").isOne();
        assertThat(new Trial(SOURCE).waits(proposals.files(1))).as("whoever rehearses it is told").containsExactly("routes: " + ONE);
        assertThat(new Trial(SOURCE).waits(west.store.files(1).all())).isEmpty();
    }

    @Test
    void whatASecondPersonApprovesGoesInForceWithBothNames() {
        west.save(ONE, Node.route("one", "says more")).look();

        Version made = west.gate.approve(1, "ben", "as agreed on Monday");

        assertThat(made.number()).isEqualTo(2);
        assertThat(made.author()).isEqualTo(Author.WHOEVER);
        assertThat(made.approver()).isEqualTo("ben");
        assertThat(made.approval()).isEqualTo("as agreed on Monday");
        assertThat(made.proposal()).isOne();
        assertThat(west.call("one")).isEqualTo("says more");
        Proposal approved = proposals.find(1).orElseThrow();
        assertThat(approved.state()).isEqualTo(State.APPROVED);
        assertThat(approved.version()).isEqualTo(2);

        west.look();
        assertThat(west.gate.proposed()).isEmpty();
        assertThat(west.store.newest()).as("the folder is in step").isEqualTo(2);
        Change change = new ChangeLog(SOURCE).list(null, 0, 1).get(0);
        assertThat(change.event()).isEqualTo(Event.APPROVED);
        assertThat(change.who()).isEqualTo("ben");
        assertThat(change.why()).isEqualTo("as agreed on Monday");
        assertThat(change.result()).isEqualTo("version 2 is in force, by whoever can write to this home (nobody knows who)");
        assertThat(change.files()).containsExactly(ONE);
        assertRefused("VER-202", () -> west.gate.approve(1, "ben", null));
        assertRefused("VER-202", () -> west.gate.reject(1, "ben", null));
        assertRefused("VER-201", () -> west.gate.approve(7, "ben", null));
    }

    @Test
    void aPartThatWouldGoAtOnceWaitsWithTheRestOfItsSet() {
        west.save(ONE, Node.route("one", "says more")).save(HOLDS, "suspicious_over_hours: 9\n").look();
        assertThat(west.gate.number()).isOne();
        assertThat(west.gate.proposed().orElseThrow().substantial()).containsExactly("routes: " + ONE);

        west.gate.approve(1, "ben", null);
        assertThat(new String(west.store.files(2).get(HOLDS))).contains("9");
    }

    @Test
    void whoeverDecidesSeesWhatNobodyWouldSee() {
        west.save(ONE, "# plain\u202e\u200b\ttab\n" + Node.route("one", "says more")).look();

        assertThat(proposals.whole(1).orElseThrow().files().get(0).diff()).contains("+# plain\\u202e\\u200b\ttab\n");
    }

    @Test
    void whatIsNotSubstantialGoesInForceAtOnce() {
        west.save(ONE, "# a comment\n" + Node.route("one", "says one")).save("routes/process/one.cases.yaml", "cases: []\n").save(HOLDS, "suspicious_over_hours: 9\n").look();

        assertThat(west.gate.number()).isEqualTo(2);
        assertThat(proposals.count()).isZero();
    }

    @Test
    void fewerCasesWaitWhereThePolicySaysSo() {
        String cases = "mappings/rates.cases.csv";
        west.save(POLICY, "routes: second-person\nfewer_cases: second-person\n").look();
        west.gate.approve(1, "ben", null);
        west.look().save(cases, "case,rate\na,1\nb,2\n").look();
        assertThat(west.gate.number()).as("more cases").isEqualTo(3);

        west.save(cases, "case,rate\nb,3\na,1\n").look();
        assertThat(west.gate.number()).as("other cases").isEqualTo(4);
        west.save(cases, "case,rate\na,1\n").look();
        assertThat(west.gate.number()).isEqualTo(4);
        Proposal waits = west.gate.proposed().orElseThrow();
        assertThat(waits.substantial()).containsExactly("fewer_cases: " + cases);
        assertThat(waits.notes()).containsExactly(cases + ":1: VER-125 1 case that version 4 has is gone: 2 there, 1 here");
        assertThat(waits.tested()).endsWith("; 1 is gone that was there before");
        west.gate.approve(waits.number(), "ben", null);
        assertThat(west.gate.number()).isEqualTo(5);
    }

    @Test
    void nobodySwitchesThePolicyOffAlone() {
        west.save(POLICY, "routes: at-once\n").save(ONE, Node.route("one", "says more")).look();
        assertThat(west.gate.number()).isOne();
        assertThat(west.gate.proposed().orElseThrow().substantial()).containsExactly("the policy itself: " + POLICY, "routes: " + ONE);
        west.delete(POLICY).look();
        assertThat(west.gate.number()).as("nor by taking it out").isOne();

        west.gate.approve(2, "ben", null);
        west.look().save(ONE, Node.route("one", "says much more")).look();
        assertThat(west.gate.number()).as("an approval switches it off").isEqualTo(3);
    }

    @Test
    void anotherSaveTakesThePlaceOfTheOneBefore() {
        west.save(ONE, Node.route("one", "says more")).look().save(ONE, Node.route("one", "says much more")).look();

        assertThat(states()).containsExactly(State.WAITING, State.SUPERSEDED);
        assertThat(proposals.find(1).orElseThrow().why()).isEqualTo("proposal 2 took its place");
        assertRefused("VER-202", () -> west.gate.approve(1, "ben", null));

        west.save(ONE, "- route: {").look();
        assertThat(west.refused()).isNotEmpty();
        assertThat(states()).as("nobody approves what is in no folder").containsExactly(State.SUPERSEDED, State.SUPERSEDED);
        west.save(ONE, Node.route("one", "says one")).save(HOLDS, "suspicious_over_hours: 9\n").look();
        assertThat(west.gate.number()).isEqualTo(2);
    }

    @Test
    void whatGoesInForceAtOnceTakesThePlaceOfWhatWaited() {
        west.save(ONE, Node.route("one", "says more")).look().save(ONE, Node.route("one", "says one")).save(HOLDS, "suspicious_over_hours: 9\n").look();

        assertThat(west.gate.number()).isEqualTo(2);
        assertThat(states()).containsExactly(State.SUPERSEDED);
        assertThat(west.gate.proposed()).isEmpty();
    }

    @Test
    void anEditThatIsUndoneIsWithdrawn() {
        west.save(ONE, Node.route("one", "says more")).look().save(ONE, Node.route("one", "says one")).look();

        assertThat(states()).containsExactly(State.WITHDRAWN);
        assertThat(west.gate.proposed()).isEmpty();
        west.save(ONE, Node.route("one", "says more")).look();
        assertThat(states()).as("made again, it is proposed again").containsExactly(State.WAITING, State.WITHDRAWN);
    }

    @Test
    void whatWasRejectedIsNotProposedAgainUntilItIsChanged() {
        west.save(ONE, Node.route("one", "says more")).look();
        west.gate.reject(1, "ben", "not before the audit");
        west.look().look();

        Proposal rejected = west.gate.proposed().orElseThrow();
        assertThat(rejected.words()).isEqualTo("proposal 1 was rejected by ben: not before the audit");
        assertThat(west.read(ONE)).as("the folder keeps the edit").contains("says more");
        assertThat(proposals.count()).isOne();

        west.save(ONE, Node.route("one", "says something else")).look();
        assertThat(states()).containsExactly(State.WAITING, State.REJECTED);
        west.save(ONE, Node.route("one", "says more")).look();
        assertThat(states()).as("what was rejected stays so").containsExactly(State.SUPERSEDED, State.REJECTED);
        assertThat(west.gate.proposed().orElseThrow().number()).isOne();
        west.save(ONE, Node.route("one", "says one")).look();
        assertThat(west.gate.proposed()).isEmpty();
        assertThat(proposals.find(1).orElseThrow().state()).isEqualTo(State.REJECTED);
    }

    @Test
    void afterARestartItStillWaits() {
        west.save(ONE, Node.route("one", "says more")).look();
        west.close();

        AtomicInteger judged = new AtomicInteger();
        try (Node again = new Node(west.root, SOURCE, Optional.of(files -> {
            judged.incrementAndGet();
            return new Judge.Verdict(List.of(), 0, List.of(), 1);
        })).start()) {
            assertThat(again.gate.proposed().orElseThrow().number()).isOne();
            assertThat(again.call("one")).isEqualTo("says one");
            assertThat(states()).containsExactly(State.WAITING);
            assertThat(judged).as("it was judged when it was made").hasValue(0);
            again.gate.approve(1, "ben", null);
            assertThat(judged).as("and is judged anew when it is approved").hasValue(1);
            assertThat(again.call("one")).isEqualTo("says more");
        }
    }

    @Test
    void anyNodeDecidesAboutTheProposalsOfAll() {
        east.start();
        west.save(ONE, Node.route("one", "says more")).look();
        east.save(TWO, Node.route("two", "says more")).look();
        assertThat(states()).containsExactly(State.WAITING, State.WAITING);

        east.gate.approve(1, "ben", null);
        west.look();
        assertThat(west.call("one")).isEqualTo("says more");
        assertThat(west.gate.proposed()).isEmpty();
        east.look();
        assertThat(east.gate.proposed().orElseThrow().number()).as("upon another version it is the same edit").isEqualTo(2);
        assertThat(proposals.count()).isEqualTo(2);

        west.gate.approve(2, "ben", null);
        east.look();
        assertThat(east.call("two") + " " + east.call("one")).isEqualTo("says more says more");
        assertThat(east.read(ONE)).isEqualTo(west.read(ONE));
        assertThat(east.gate.proposed()).isEmpty();
        west.look();
        assertThat(west.store.newest()).isEqualTo(3);
    }

    @Test
    void aRejectionAtAnotherNodeIsSeenWhereTheEditIs() {
        east.start();
        west.save(ONE, Node.route("one", "says more")).look();
        east.gate.reject(1, "ben", "no");
        west.look();

        assertThat(west.gate.proposed().orElseThrow().state()).isEqualTo(State.REJECTED);
    }

    @Test
    void theSameContentInTwoFoldersIsOneProposalAndOutlivesTheFirst() {
        east.start();
        west.save(ONE, Node.route("one", "says more")).look();
        east.save(ONE, Node.route("one", "says more")).look();
        assertThat(states()).containsExactly(State.WAITING);
        assertThat(east.gate.proposed().orElseThrow().number()).isOne();

        west.save(ONE, Node.route("one", "says one")).look();
        east.look();
        assertThat(states()).as("the other folder still has it").containsExactly(State.WAITING, State.WITHDRAWN);
    }

    @Test
    void whereWhatItEditsHasChangedSinceItIsRefusedWithTheCure() {
        east.start();
        west.save(ONE, Node.route("one", "says more")).look();
        east.save(ONE, Node.route("one", "says less")).look();
        west.gate.approve(1, "ben", null);

        assertThatThrownBy(() -> west.gate.approve(2, "ben", null)).isInstanceOf(Problem.class).hasMessageContaining("proposal 2: VER-204")
                .hasMessageContaining(ONE + ":1: VER-101").hasMessageContaining("hourbook versions rollback 2");
        assertThat(west.call("one")).isEqualTo("says more");
        east.look();
        assertThat(east.refused()).as("where it was made, it is told, too").containsExactly("VER-101");
        assertThat(states()).as("and waits no longer").containsExactly(State.SUPERSEDED, State.APPROVED);
    }

    @Test
    void whatDoesNotPassAnyMoreIsNotApproved() {
        west.save(ONE, Node.route("one", "says more")).look();
        try (Node strict = new Node(folder.resolve("strict"), SOURCE, Optional.of(files -> new Judge.Verdict(
                List.of(new Finding("ROU-101", ONE + ":1", "a later rule", null, null, "mend it")), 0, List.of(), 1)))) {
            strict.gate.startInForce();
            assertThatThrownBy(() -> strict.gate.approve(1, "ben", null)).isInstanceOf(Problem.class).hasMessageContaining("proposal 1: VER-206")
                    .hasMessageContaining("ROU-101");
        }
        assertThat(states()).containsExactly(State.WAITING);
    }

    @Test
    void goingBackTakesThePlaceOfWhatWaited() {
        Node other = new Node(folder.resolve("other"), SOURCE);
        try (other) {
            other.start();
            west.save(ONE, Node.route("one", "says more")).look();
            other.gate.approve(1, "ben", null);
            other.look().save(ONE, Node.route("one", "says one")).look();
            assertThat(states()).containsExactly(State.WAITING, State.APPROVED);
            other.gate.rollBack(1, "ben", "back");
            assertThat(states()).as("going back puts the edit aside").containsExactly(State.SUPERSEDED, State.APPROVED);
        }
    }

    @Test
    void whoeverWroteItDoesNotApproveIt() {
        proposedBy("Anna Meier <a.meier+work@example.org>", "Anna Meier", "a.meier+work@example.org", "a.meier+work", "a.meier");

        for (String herself : List.of("anna.meier", "annameier", "a.meier", "A.Meier", "a.meier@mail.example", "token:a.meier")) {
            assertRefused("VER-203", () -> west.gate.approve(1, herself, null));
            assertRefused("VER-203", () -> west.gate.reject(1, herself, null));
        }
        assertThat(states()).containsExactly(State.WAITING);
        assertThat(west.gate.approve(1, "ben.meier", null).approver()).isEqualTo("ben.meier");
    }

    @Test
    void marksOnLettersMakeNobodyAnotherPerson() {
        proposedBy("José Núñez <office@example.org>", "José Núñez", "office@example.org", "office");

        assertRefused("VER-203", () -> west.gate.approve(1, "jose.nunez", null));
    }

    @Test
    void whatMovesTooMuchMoneyWaits() {
        west.save(POLICY, "moves_more_than:\n  amount: 100.00\n  currency: USD\n").look();
        west.gate.approve(1, "ben", null);
        west.look();
        west.impact = files -> new BigDecimal("100.00");
        west.save(HOLDS, "suspicious_over_hours: 9\n").look();
        assertThat(west.gate.number()).as("not more than the amount").isEqualTo(3);

        west.impact = files -> new BigDecimal("100.01");
        west.save(HOLDS, "suspicious_over_hours: 9\n# as agreed\n").look();
        assertThat(west.gate.number()).as("a comment moves nothing, whatever earlier edits left to be moved").isEqualTo(4);
        west.save(HOLDS, "suspicious_over_hours: 10\n").look();
        assertThat(west.gate.proposed().orElseThrow().substantial()).containsExactly("it moves 100.01 USD, more than 100.00 USD");
        west.impact = files -> {
            throw new Problem(new Finding("DB-101", "database", "it is away", null, null, "wait"));
        };
        west.save(HOLDS, "suspicious_over_hours: 11\n").look();
        assertThat(west.gate.proposed().orElseThrow().substantial()).containsExactly("it cannot be told how much money it moves: database: DB-101 it is away");
        west.impact = files -> {
            throw new NullPointerException();
        };
        west.save(HOLDS, "suspicious_over_hours: 13\n").look();
        assertThat(west.gate.proposed().orElseThrow().substantial()).containsExactly("it cannot be told how much money it moves: no more is known");
        west.impact = null;
        west.save(HOLDS, "suspicious_over_hours: 12\n").look();
        assertThat(west.gate.proposed().orElseThrow().substantial()).containsExactly("nobody can tell here how much money it moves");
    }

    @Test
    void whileAnEditIsWeighedTheGateIsOpenAndSaysSo() throws Exception {
        CountDownLatch weighed = new CountDownLatch(1);
        try (Node north = new Node(folder.resolve("north"), SOURCE, Optional.empty(), true, Weigher::apart)) {
            north.start().save(POLICY, "moves_more_than:\n  amount: 100.00\n  currency: USD\n").look();
            north.gate.approve(1, "ben", null);
            north.look();
            north.impact = files -> {
                hold(weighed);
                return new BigDecimal("100.01");
            };
            north.save(HOLDS, "suspicious_over_hours: 9\n").look();

            assertThat(north.gate.weighs()).hasValueSatisfying(edit -> assertThat(edit.words())
                    .isEqualTo("how much money the edit of mappings/holds.yaml moves is being found out since 2025-03-04T09:00:00Z; "
                            + "then it goes in force or waits for a second person"));
            assertThat(north.refused()).isEmpty();
            assertThat(north.gate.proposed()).isEmpty();
            assertThat(north.gate.number()).isEqualTo(2);
            // nobody waits for it: neither who goes back, nor who saves something else
            assertThat(north.gate.rollBack(2, "ana", null).number()).isEqualTo(2);
            assertThat(north.look().gate.weighs()).isEmpty();
            north.save(ONE, "# a comment\n" + Node.route("one", "says one")).look();
            assertThat(north.gate.number()).isEqualTo(3);

            north.save(HOLDS, "suspicious_over_hours: 10\n").look();
            assertThat(north.gate.weighs()).isPresent();
            weighed.countDown();
            await().atMost(Duration.ofSeconds(60)).until(() -> north.look().gate.proposed().isPresent());
            assertThat(north.gate.weighs()).isEmpty();
            assertThat(north.gate.proposed().orElseThrow().substantial()).containsExactly("it moves 100.01 USD, more than 100.00 USD");
        }
    }

    @Test
    void whatTakesTooLongToWeighWaitsForASecondPerson() {
        CountDownLatch never = new CountDownLatch(1);
        try (Node north = new Node(folder.resolve("north"), SOURCE, Optional.empty(), true, Weigher::apart)) {
            north.start().save(POLICY, "moves_more_than:\n  amount: 100.00\n  currency: USD\n").look();
            north.gate.approve(1, "ben", null);
            north.look();
            north.impact = files -> {
                hold(never);
                return BigDecimal.ZERO;
            };
            north.save(HOLDS, "suspicious_over_hours: 9\n").look();
            assertThat(north.look().gate.proposed()).isEmpty();

            north.clock.set("2025-03-04T09:30:01Z");
            assertThat(north.look().gate.proposed().orElseThrow().substantial())
                    .containsExactly("it cannot be told how much money it moves: nobody knows after 30 minutes");
        } finally {
            never.countDown();
        }
    }

    private static void hold(CountDownLatch latch) {
        try {
            latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void whatBreaksALookDoesNotEndTheLooking() {
        AtomicInteger looks = new AtomicInteger();
        west.duringCheck = () -> {
            if (looks.incrementAndGet() < 3) {
                throw new StackOverflowError();
            }
        };
        GateWatch watch = new GateWatch(west.gate);
        watch.start();
        try {
            west.save(HOLDS, "suspicious_over_hours: 9\n");
            await().atMost(Duration.ofSeconds(60)).until(() -> west.gate.number() == 2);
            assertThat(looks).hasValue(3);
        } finally {
            watch.onApplicationEvent(null);
        }
    }

    @Test
    void goingBackIsRecordedAndWaitsForNobody() {
        west.save(HOLDS, "suspicious_over_hours: 9\n").look();
        west.gate.rollBack(1, "ana", "too many holds");

        assertThat(west.gate.number()).isEqualTo(3);
        assertThat(log().get(0)).isEqualTo("rolled-back version 3 is in force, with the files of version 1");
        assertRefused("VER-112", () -> west.gate.rollBack(2, "ana", "x".repeat(501)));
        assertRefused("VER-112", () -> west.gate.approve(1, "ana", "x".repeat(501)));
    }

    @Test
    void goingBackToATimeWithoutASecondPersonIsNoWayAroundOne() {
        west.save(POLICY, "routes: second-person\nholds: second-person\n").look();
        west.gate.approve(1, "ben", null);
        west.look().save(ONE, Node.route("one", "says more")).look();
        west.gate.approve(2, "ben", null);
        west.look();

        assertRefused("VER-208", () -> west.gate.rollBack(1, "ana", "back to before there was a policy for holds"));
        assertThat(west.gate.number()).isEqualTo(3);
        assertThat(west.call("one")).isEqualTo("says more");
        assertThat(west.read(POLICY)).contains("holds");
        assertThat(west.gate.rollBack(2, "ana", "the same policy").restores()).isEqualTo(2);
        assertThat(west.call("one")).isEqualTo("says one");
    }

    @Test
    void whatIsRefusedIsWrittenDownOnce() {
        west.save(ONE, "- route: {").look().look();
        west.close();
        try (Node again = new Node(west.root, SOURCE).start()) {
            assertThat(again.refused()).isNotEmpty();
        }
        List<Change> all = new ChangeLog(SOURCE).list(null, 0, 10);
        assertThat(all).extracting(Change::event).containsExactly(Event.REFUSED, Event.ACCEPTED);
        assertThat(all.get(0).result()).contains(ONE).contains("ROU-101");
        assertThat(all.get(0).files()).containsExactly(ONE);
    }

    @Test
    void whateverHappensIsTold() {
        west.save(ONE, "- route: {").look().save(ONE, Node.route("one", "says more")).look();
        west.gate.reject(1, "ben", "no");

        assertThat(west.news).extracting(news -> news.change().event()).containsExactly(Event.ACCEPTED, Event.REFUSED, Event.PROPOSED, Event.REJECTED);
        assertThat(west.news.get(1).findings()).isNotEmpty();
        assertThat(west.news.get(2).reasons()).containsExactly("routes: " + ONE);
    }

    @Test
    void aContentThatIsNotWhatWasPutThereIsRunByNobody() {
        new JdbcTemplate(SOURCE).update("update version_content set content = 'x' where hash = ?", FileSet.hash(west.store.files(1).get(ONE)));

        assertThatThrownBy(() -> west.store.files(1)).isInstanceOf(Problem.class).hasMessageContaining("version 1, " + ONE + ": VER-205");
    }

    private void proposedBy(String author, String... names) {
        west.save(ONE, Node.route("one", "says more")).look();
        new JdbcTemplate(SOURCE).update("update proposal set author = ?, authors = ?", author, Contents.written(List.of(names)));
    }

    private List<State> states() {
        return proposals.list(0, 10).stream().map(Proposal::state).toList();
    }

    private static List<String> log() {
        return new ChangeLog(SOURCE).list(null, 0, 20).stream().map(change -> change.event().word() + " " + change.result()).toList();
    }

    private static void assertRefused(String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable what) {
        assertThatThrownBy(what).isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.code()).isEqualTo(code));
    }
}
