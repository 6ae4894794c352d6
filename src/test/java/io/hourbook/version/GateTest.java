package io.hourbook.version;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.cli.WholeService;
import io.hourbook.problem.Finding;
import io.hourbook.run.Passes;
import io.hourbook.run.Summary;
import io.hourbook.security.Listening;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** The whole way from a saved file to what runs, in the whole service over a real database. */
class GateTest {

    private static final String ROUTE = "routes/process/allocate-billable.camel.yaml";

    @TempDir
    static Path home;

    private static WholeService service;
    private static Gate gate;
    private static JdbcTemplate jdbc;

    @BeforeAll
    static void start() {
        service = WholeService.start(home, Listening.local(), Map.of(), beans -> {});
        gate = service.context().getBean(Gate.class);
        jdbc = service.context().getBean(JdbcTemplate.class);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void aSavedRuleIsInForceAndABrokenOneChangesNothing() throws IOException {
        int before = gate.number();
        Route route = route("allocate-billable");
        Route other = route("allocate-payroll");

        edit(ROUTE, "Round, rate", "Round, rate,");
        look();
        assertThat(gate.number()).isEqualTo(before + 1);
        assertThat(gate.refused()).isEmpty();
        assertThat(route("allocate-billable")).isNotSameAs(route);
        assertThat(route("allocate-payroll")).as("untouched").isSameAs(other);

        edit(ROUTE, "ref: rounding", "ref: roundign");
        look();
        assertThat(gate.number()).isEqualTo(before + 1);
        assertThat(gate.refused()).hasValueSatisfying(refusal -> assertThat(refusal.findings()).extracting(Finding::code).contains("ROU-131"));

        edit(ROUTE, "ref: roundign", "ref: rounding");
        look();
        assertThat(gate.refused()).isEmpty();
        assertThat(gate.number()).as("nothing new").isEqualTo(before + 1);
    }

    @Test
    void aPassNamesTheVersionThatItWorkedWith() {
        Summary summary = service.context().getBean(Passes.class).first("serve");

        assertThat(jdbc.queryForObject(
                "select m.accepted_number from run r join mapping_version m on m.id = r.mapping_version_id where r.id = ?", Integer.class,
                summary.run())).isEqualTo(gate.number());
    }

    private static void look() {
        gate.look(true);
    }

    private static Route route(String id) {
        return service.context().getBean(CamelContext.class).getRoute(id);
    }

    private static void edit(String file, String from, String to) throws IOException {
        String text = Files.readString(home.resolve(file));
        assertThat(text).contains(from);
        Files.writeString(home.resolve(file), text.replace(from, to));
    }
}
