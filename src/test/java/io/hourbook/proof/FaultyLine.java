package io.hourbook.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hourbook.cli.WholeService;
import io.hourbook.document.Outbox;
import io.hourbook.entry.PacedClock;
import io.hourbook.proof.FaultProxy.Fault;
import io.hourbook.run.Passes;
import io.hourbook.run.Summary;
import io.hourbook.security.Listening;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.core.JdbcTemplate;

/** The sample company's books, delivered again and again from the start over a line with faults, by the whole service. */
final class FaultyLine implements AutoCloseable {

    static final int DOCUMENTS = 48;
    private static final int MOST_PASSES = 12;
    private static final String WRONG = "{\"draft\":true,";
    /** Longer than any wait of delivery's own. */
    private static final Duration LATER = Duration.ofMinutes(61);

    private final PacedClock clock = new PacedClock(10);
    private final FaultProxy proxy = new FaultProxy();
    private final WholeService service;
    private final JdbcTemplate jdbc;
    private final Map<String, JsonNode> wanted;
    private AccountingEndpoint endpoint = new AccountingEndpoint();
    private int passes;

    /** How long an endpoint knows a key. */
    enum Memory {
        FOR_EVER(Duration.ofDays(36_500)),
        SIX_MINUTES(Duration.ofMinutes(6)),
        NONE(Duration.ZERO);

        private final Duration keys;

        Memory(Duration keys) {
            this.keys = keys;
        }
    }

    /** @param calls at once */
    FaultyLine(Path home, int calls) {
        targets(home, calls);
        BeanPostProcessor pace = new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return name.equals("clock") ? clock : bean;
            }
        };
        service = WholeService.start(home, Listening.local(), Map.of(), beans -> beans.registerBean("pace", BeanPostProcessor.class, () -> pace));
        jdbc = service.context().getBean(JdbcTemplate.class);
        proxy.become(endpoint.port(), call -> Fault.NONE);
        assertThat(pass().documents().delivered()).isEqualTo(DOCUMENTS);
        Figures.assertSampleCompany(endpoint);
        wanted = standing();
        jdbc.execute("create table clean_delivery as select * from delivery");
        jdbc.execute("create table clean_document as select * from document");
    }

    private void targets(Path home, int calls) {
        try (InputStream shipped = FaultyLine.class.getResourceAsStream("/home/mappings/targets.yaml")) {
            String text = new String(shipped.readAllBytes(), StandardCharsets.UTF_8)
                    .replaceFirst("(?m)^    url:$", "    url: " + proxy.url())
                    .replaceFirst("concurrency: \\d+", "concurrency: " + calls)
                    .replaceFirst("timeout_seconds: \\d+", "timeout_seconds: 1");
            Files.writeString(Files.createDirectories(home.resolve("mappings")).resolve("targets.yaml"), text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Nothing has been delivered, and the endpoint has nothing. @param faults by the number of the call, the first is 1 */
    void create(Memory memory, IntFunction<Fault> faults) {
        begin(memory, faults);
        undelivered();
        deliver();
        assertExact();
    }

    /** Everything has been delivered, and every document has changed since. */
    void update(Memory memory, IntFunction<Fault> faults) {
        begin(memory, faults);
        jdbc.query("select external_id, reference from document", row -> {
            endpoint.has(row.getString(1), ((ObjectNode) wanted.get(row.getString(2)).deepCopy()).put("date", "1999-12-31"));
        });
        changed();
        deliver();
        assertExact();
    }

    /** Both, one after the other: what goes there first is wrong, and what it becomes is right. */
    void createAndUpdate(Memory memory, IntFunction<Fault> faults) {
        begin(memory, faults);
        undelivered();
        jdbc.update("update document_line set wire = concat(?, substring(wire, 2))", WRONG);
        deliver();
        jdbc.update("update document_line set wire = concat('{', substring(wire, ?))", WRONG.length() + 1);
        changed();
        deliver();
        assertExact();
    }

    private void begin(Memory memory, IntFunction<Fault> faults) {
        endpoint.close();
        endpoint = new AccountingEndpoint().remembering(memory.keys, clock);
        proxy.become(endpoint.port(), faults);
        jdbc.update("delete from dead_letter where kind = 'document'");
        jdbc.update("delete from delivery");
        jdbc.update("insert into delivery select * from clean_delivery");
        jdbc.update(
                """
                update document d join clean_document c on c.id = d.id
                set d.external_id = c.external_id, d.delivered_revision = c.delivered_revision, d.status = c.status, d.revision = c.revision""");
        jdbc.update("update document_line set wire = concat('{', substring(wire, ?)) where wire like concat(?, '%')", WRONG.length() + 1, WRONG);
        passes = 0;
    }

    private void undelivered() {
        jdbc.update("update delivery set state = 'waiting', attempts = 0, next_attempt_at = created_at, answer = null, answer_status = null, answered_at = null");
        jdbc.update("update document set external_id = null, delivered_revision = 0");
    }

    /** One more revision of every document is due. */
    private void changed() {
        jdbc.update("update document set revision = 2");
        service.context().getBean(Outbox.class).put(jdbc.query(
                "select document_id, target, idempotency_key, due_on from delivery where revision = 1 order by id",
                (row, n) -> new Outbox.Item(
                        row.getInt(1), row.getString(2), 2, new String(row.getBytes(3), StandardCharsets.US_ASCII) + "-2", row.getObject(4, LocalDate.class))));
    }

    private Summary pass() {
        passes++;
        return service.context().getBean(Passes.class).run("test");
    }

    /** Passes until nothing is pending, with an hour between them. */
    private void deliver() {
        while (pass().documents().pending() > 0) {
            assertThat(passes).as("passes, and still pending: %s", open()).isLessThan(MOST_PASSES);
            clock.advance(LATER);
        }
    }

    /** Of the last round. */
    int passes() {
        return passes;
    }

    /** Of the last round. */
    int calls() {
        return proxy.calls();
    }

    /** Each document stands there once, field by field what it is over a line without faults, and Hourbook knows that it does. */
    private void assertExact() {
        assertThat(jdbc.queryForList("select concat(code, ' ', where_at, ': ', saw) from dead_letter where kind = 'document' and state = 'open'", String.class))
                .as("dead letters").isEmpty();
        assertThat(endpoint.twice()).as("made twice").isEmpty();
        assertThat(standing()).containsExactlyEntriesOf(wanted);
        Figures.assertSampleCompany(endpoint);
        assertThat(jdbc.queryForList("select distinct state from delivery", String.class)).isSubsetOf("delivered", "superseded");
        assertThat(jdbc.queryForMap("select count(distinct external_id) as known, count(*) as documents from document where delivered_revision = revision"))
                .isEqualTo(Map.of("known", (long) DOCUMENTS, "documents", (long) DOCUMENTS));
    }

    private List<String> open() {
        return jdbc.queryForList(
                "select concat(idempotency_key, ' ', state, ' ', attempts, ' ', coalesce(answer, '')) from delivery where state not in ('delivered', 'superseded')",
                String.class);
    }

    /** By reference, without the endpoint's own ids. */
    private Map<String, JsonNode> standing() {
        Map<String, JsonNode> standing = new TreeMap<>();
        endpoint.documents().forEach(document -> standing.put(
                document.path("reference").asText(), ((ObjectNode) document).without("id")));
        return standing;
    }

    @Override
    public void close() {
        service.close();
        proxy.close();
        endpoint.close();
    }
}
