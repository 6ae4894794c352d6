package io.hourbook.proof;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.PersonIdent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** A price goes in force only once somebody else has looked at it: with git, the packaged program and its commands. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SecondPersonIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String PASSWORD = "four eyes see more";

    private final WireMockServer told = new WireMockServer(wireMockConfig().dynamicPort());
    private final Company company = Company.ofRepository();
    private final AccountingEndpoint target = new AccountingEndpoint();
    private Git git;
    private Company.Running service;
    private String token;

    @BeforeAll
    void start() throws Exception {
        told.start();
        told.stubFor(any(anyUrl()).willReturn(ok()));
        Path policy = company.home().resolve("mappings/changes.yaml");
        Files.writeString(policy, Files.readString(policy).replace("\nrates: at-once", "\nrates: second-person"));
        git = Git.init().setDirectory(company.home().toFile()).call();
        commit("the home as it was");
        for (String user : new String[] {"ana", "ben"}) {
            assertThat(typed(PASSWORD, "users", "add", user, "--role", "admin").exit()).isZero();
        }
        token = company.start(Map.of(), "users", "token", "audit", "--role", "approver").await().out().strip();
        service = company.start(
                Map.of("HOURBOOK_TARGET_URL", target.url(), "HOURBOOK_PORT", Integer.toString(ServeIT.freePort()), "HOURBOOK_NOTIFY_URL", told.baseUrl() + "/hook"),
                "serve");
        await().atMost(PATIENCE).until(() -> service.words().contains("Hourbook is up"));
    }

    @AfterAll
    void leaveNothing() {
        company.close();
        git.close();
        target.close();
        told.stop();
    }

    @Test
    @Order(1)
    void aCommittedPriceWaitsAndWhoeverCommittedItDoesNotApproveIt() throws Exception {
        price("EMBER,,,,131.00,USD,2027-01-01");
        commit("a new price for Ember");
        await().atMost(PATIENCE).until(() -> service.words().contains("waits for a second person"));

        String shown = company.start(Map.of(), "proposals", "show", "1").await().out();
        assertThat(shown).contains("Ana Lee <ana@example.org>").contains("a new price for Ember").contains("waits  rates: mappings/rates.csv")
                .contains("+EMBER,,,,131.00,USD,2027-01-01");
        Company.Ended own = typed(PASSWORD, "proposals", "approve", "1", "--user", "ana");
        assertThat(own.exit()).isOne();
        assertThat(own.err()).contains("VER-203");
        assertThat(typed("not the password", "proposals", "approve", "1", "--user", "ben").exit()).isOne();
        assertThat(company.start(Map.of(), "proposals", "approve", "1").await().exit()).as("nobody in particular").isEqualTo(2);
    }

    @Test
    @Order(2)
    void aSecondPersonApprovesItAndEverythingSaysSo() {
        Company.Ended approved = typed(PASSWORD, "proposals", "approve", "1", "--user", "ben", "--note", "as in the contract");
        assertThat(approved.exit()).as(approved.err()).isZero();
        assertThat(approved.out()).contains("Version 2 is in force");

        assertThat(company.start(Map.of(), "versions", "show", "2").await().out()).contains("Ana Lee <ana@example.org>, approved by ben")
                .contains("second ben approved proposal 1: as in the contract");
        String log = company.start(Map.of(), "versions", "log", "--csv").await().out();
        assertThat(log.lines().toList().get(0)).isEqualTo("at,event,who,proposal,version,base,hash,files,why,result");
        assertThat(log.lines().toList().get(1)).contains(",approved,ben,1,2,1,").contains("mappings/rates.csv").contains("as in the contract");
        assertThat(log.lines().toList().get(2)).contains(",proposed,Ana Lee <ana@example.org>,1,,1,");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(told.getAllServeEvents()).extracting(event -> event.getRequest().getBodyAsString())
                .anyMatch(body -> body.contains("\"proposed\"") && body.contains("a new price for Ember"))
                .anyMatch(body -> body.contains("\"approved\"") && body.contains("ben"))
                .noneMatch(body -> body.contains("131.00")));
    }

    @Test
    @Order(3)
    void withoutAServiceItWaitsTooAndATokenDecides() throws Exception {
        service.process().destroy();
        assertThat(service.await().exit()).isIn(0, 143);
        price("EMBER,,,,132.00,USD,2028-01-01");

        Company.Ended sync = company.run(target, "sync");
        assertThat(sync.exit()).as(sync.err()).isZero();
        assertThat(sync.err()).contains("proposal 2 waits for a second person");
        Company.Ended rejected = company.start(Map.of("HOURBOOK_TOKEN", token), "proposals", "reject", "2", "--note", "too far off").await();
        assertThat(rejected.exit()).as(rejected.err()).isZero();
        Company.Ended again = company.run(target, "sync");
        assertThat(again.exit()).as("the edit stays, and holds up nobody").isZero();
        assertThat(again.err()).contains("proposal 2 was rejected by token:audit: too far off");
        assertThat(company.start(Map.of(), "proposals").await().out().lines().toList()).hasSize(2);
    }

    private void price(String row) {
        try {
            Files.writeString(company.home().resolve("mappings/rates.csv"), row + "\n", StandardOpenOption.APPEND);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void commit(String message) throws Exception {
        git.add().addFilepattern("routes").addFilepattern("mappings").call();
        PersonIdent ana = new PersonIdent("Ana Lee", "ana@example.org");
        git.commit().setAuthor(ana).setCommitter(ana).setMessage(message).setSign(false).call();
    }

    private Company.Ended typed(String password, String... command) {
        Company.Running running = company.start(Map.of(), command);
        try (OutputStream in = running.process().getOutputStream()) {
            in.write((password + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return running.await();
    }
}
