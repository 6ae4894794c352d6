package io.hourbook.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hourbook.sandbox.Sandbox;
import io.hourbook.sandbox.SandboxSwitchboard;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page on which a team rehearses failures without a command. */
class RehearsalPagesTest {

    private static ConsoleWorld studio;
    private static Browser browser;

    @BeforeAll
    static void start() {
        studio = ConsoleWorld.start(0);
        browser = new Browser(studio);
    }

    @AfterAll
    static void stop() {
        studio.close();
    }

    @Test
    void faultsAreSwitchedOnShownAndEnded() {
        browser.form("/rehearse/faults", "cutEvery=3&unavailablePercent=20&seed=7&retryAfterSeconds=&latencyMillis=0");
        assertThat(browser.page("/rehearse")).contains("name=\"cutEvery\" value=\"3\"").contains("name=\"unavailablePercent\" value=\"20\"")
                .contains("Switch everything off");
        browser.form("/rehearse/rules", "closedUpTo=2025-03-31&accounts=4020%0D%0A+5500+&finalTypes=vendor-bill&duplicates=refuse");
        assertThat(browser.page("/rehearse")).contains("value=\"2025-03-31\"").contains(">4020\n5500</textarea>");

        assertThat(browser.page("/rehearse")).contains(">Cut: one call in</label>", ">Unavailable: percent of calls</label>",
                ">Latency up to, in milliseconds</label>", ">Closed up to</label>").doesNotContain(">cutEvery<", ">closedUpTo<", ">latencyUpToMillis<");

        browser.form("/rehearse/end", "");
        assertThat(browser.page("/rehearse")).contains("Nothing is switched on.").doesNotContain("2025-03-31");
        assertThat(studio.bean(SandboxSwitchboard.class).rehearses()).isFalse();
    }

    @Test
    void whatCannotBeSwitchedIsSaidAndNothingIs() {
        browser.form("/rehearse/faults", "cutEvery=often&cutPercent=80&htmlPercent=30&misspelt=1");
        assertThat(studio.bean(SandboxSwitchboard.class).rehearses()).isFalse();
    }

    @Test
    void peopleMakeFinalPayVoidAndEdit() throws Exception {
        Sandbox sandbox = studio.bean(Sandbox.class);
        ObjectNode invoice = (ObjectNode) new ObjectMapper().readTree("""
                {"type":"sales-invoice","status":"draft","counterparty":"<b>&","date":"2025-03-31","due":"2025-04-30","period":"2025-03",
                "currency":"USD","total":"5.00","lines":[{"account":"4020","amount":"5.00"}]}""");
        for (String reference : new String[] {"HB-INV-1", "HB-INV-2", "HB-INV-3"}) {
            assertThat(sandbox.create("key-" + reference, invoice.put("reference", reference).toString().getBytes()).status()).isEqualTo(201);
        }
        browser.form("/rehearse/documents/SB-1/pay", "");
        browser.form("/rehearse/documents/SB-2/void", "");
        browser.form("/rehearse/documents/SB-3/edit", "due=2025-06-30");
        assertThat(sandbox.list(null).body().path("documents")).extracting(one -> one.path("status").asText() + " " + one.path("byPeople").asText() + " "
                        + one.path("paid").asText() + " " + one.path("due").asText())
                .containsExactly("final paid 5 2025-04-30", "void voided  2025-04-30", "draft edited  2025-06-30");
        assertThat(browser.page("/rehearse")).contains("SB-1").contains("voided").contains("Make SB-3 final").doesNotContain("Pay SB-2");
    }
}
