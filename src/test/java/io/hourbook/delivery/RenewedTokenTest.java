package io.hourbook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.credential.Credentials;
import io.hourbook.credential.TokenServer;
import io.hourbook.mapping.Target;
import io.hourbook.mapping.TargetKind;
import io.hourbook.mapping.TargetNames;
import io.hourbook.quickbooks.FakeQuickBooks;
import io.hourbook.quickbooks.QuickBooks;
import io.hourbook.xero.XeroServer;
import io.hourbook.xero.XeroTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Xero and QuickBooks with OAuth2 from end to end: tokens that end in the middle of a pass, and secrets that are changed while it runs. */
class RenewedTokenTest {

    private final DeliveryBench bench = new DeliveryBench(Duration.ofMinutes(2), 20);
    private final TokenServer tokens = new TokenServer(bench.clock, "s3cret");
    private final XeroServer xero = new XeroServer(bench.clock);
    private final FakeQuickBooks company = new FakeQuickBooks();

    @TempDir
    Path folder;

    private Path secret;

    @BeforeEach
    void nameTheTarget() throws IOException {
        secret = Files.writeString(folder.resolve("client-secret"), "s3cret\n");
        Credentials credentials = TokenServer.node(bench.camel, folder.resolve("tokens"), bench.jdbc, bench.clock);
        bench.shows = new DeliveryBench.Shows() {
            @Override
            public Map<String, String> headers(Target target) {
                return credentials.headers(target);
            }

            @Override
            public Map<String, String> others(Target target, Map<String, String> refused) {
                return credentials.others(target, refused);
            }
        };
    }

    @AfterEach
    void close() {
        bench.close();
        tokens.close();
        xero.close();
        company.close();
    }

    private void target(TargetKind kind, String url, Map<String, String> settings) {
        bench.targets.put("books", new Target("books", kind, url, null, 500, 0, 3, 0, 5, null, settings, TargetNames.NONE).shown(tokens.auth(secret)));
    }

    private void invoices(int from, int to) {
        IntStream.rangeClosed(from, to).forEach(id -> bench.put(id, reference(id), "sales-invoice", """
                {"reference":"%s","type":"sales-invoice","status":"draft","counterparty":"CUST-1","date":"2025-03-31","due":"2025-04-30",\
                "period":"2025-03","currency":"USD","total":"%d.00","baseCurrency":"USD","baseTotal":"%d.00","lines":[{"line":"1",\
                "description":"work","account":"4020","item":"ITEM-DEV","quantity":"1","amount":"%d.00","original":{"currency":"USD"}}]}"""
                .formatted(reference(id), id, id, id)));
    }

    private static String reference(int id) {
        return "HB-INV-CUST-1-USD-2025-03-" + id;
    }

    @Test
    void at_xero_each_document_stands_once_however_often_the_token_ends() throws IOException {
        bench.speaks("xero-target", "xeroTarget", new XeroTarget(bench.clock));
        xero.keeps(List.of("4020"), List.of(), List.of("CUST-1"));
        xero.wants(tokens::takes);
        target(TargetKind.XERO, xero.url(), Map.of("tenant", XeroServer.tenant()));
        endsAgainAndAgain(() -> xero.standing().size());
    }

    @Test
    void at_quickbooks_each_document_stands_once_however_often_the_token_ends() throws IOException {
        bench.speaks("quickbooks-target", "quickBooks", new QuickBooks());
        company.has("Customer", "DisplayName", "CUST-1");
        company.has("Item", "Sku", "ITEM-DEV");
        company.wants(tokens::takes);
        target(TargetKind.QUICKBOOKS, company.url(), Map.of("realm", "9341457"));
        endsAgainAndAgain(() -> company.list("Invoice").size());
    }

    private void endsAgainAndAgain(java.util.function.IntSupplier standing) throws IOException {
        tokens.endsAfter(5);
        invoices(1, 20);
        assertThat(bench.pass().pending()).isZero();
        assertThat(standing.getAsInt()).isEqualTo(20);
        List<String> used = tokens.redeemed();
        assertThat(used).as("twenty calls and more, five for each token").hasSizeGreaterThanOrEqualTo(4).doesNotHaveDuplicates();
        assertThat(used.subList(0, 3)).containsExactly("first", "refresh-1", "refresh-2");

        // both sides change the client's secret, and the token ends by its time
        tokens.endsAfter(Integer.MAX_VALUE);
        tokens.secret("rotated");
        Files.writeString(secret, "rotated\n");
        bench.clock.advance(Duration.ofMinutes(31));
        invoices(21, 24);
        assertThat(bench.pass().pending()).isZero();
        assertThat(tokens.redeemed()).hasSize(used.size() + 1);
        assertThat(tokens.refused()).isZero();

        // the vendor changes it before anybody tells Hourbook
        tokens.secret("rotated-again");
        bench.clock.advance(Duration.ofMinutes(31));
        invoices(25, 28);
        assertThat(bench.pass().pending()).isEqualTo(4);
        assertThat(tokens.refused()).as("asked once, and then left alone").isEqualTo(1);
        assertThat(bench.pauses.all()).hasSize(1).allSatisfy(pause -> assertThat(pause.why()).contains("DEL-121").doesNotContain("rotated"));
        Files.writeString(secret, "rotated-again\n");
        bench.pauses.end("books");
        assertThat(bench.pass().pending()).isZero();
        assertThat(standing.getAsInt()).isEqualTo(28);
        assertThat(bench.deadLetters.open).isEmpty();
    }
}
