package io.hourbook.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hourbook.cli.WholeService;
import io.hourbook.problem.Problem;
import io.hourbook.version.Gate;
import io.hourbook.version.Proposal;
import io.hourbook.version.Proposals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** An edit that waits, in the whole service: who sees it, who may decide, and what is said and kept of it. */
class SecondPersonTest {

    private static final Door DOOR = Door.open();
    private static final Gate GATE = DOOR.service.context().getBean(Gate.class);
    private static final JdbcTemplate JDBC = new JdbcTemplate(DOOR.service.context().getBean(DataSource.class));
    private static final Path RATES = DOOR.home.resolve("mappings/rates.csv");
    private static final Path POLICY = DOOR.home.resolve("mappings/changes.yaml");

    /** Another one each time: what was rejected stays so. */
    private static int prices = 155;

    private String price;
    private int number;
    private int inForce;

    @BeforeEach
    void propose() throws IOException {
        price = ++prices + ".00";
        GATE.personAsks();
        int before = GATE.number();
        boolean off = Files.readString(POLICY).contains("\nrates: at-once");
        Files.writeString(POLICY, Files.readString(POLICY).replace("\nrates: at-once", "\nrates: second-person"));
        GATE.personAsks();
        inForce = GATE.number();
        assertThat(inForce).as("switching it on waits for nobody, and nobody switches it off again").isEqualTo(off ? before + 1 : before);
        Files.writeString(RATES, Files.readString(RATES).replace("155.00", price));
        GATE.personAsks();
        number = GATE.proposed().orElseThrow().number();
    }

    @AfterEach
    void asItWas() {
        GATE.rollBack(inForce, "test", null);
    }

    @Test
    void everybodySeesWhatWaitsAndWhy() {
        JsonNode folder = json(api("GET", "/api/versions/proposal", "viewer"));
        assertThat(folder.path("refused").asBoolean()).isFalse();
        assertThat(folder.path("proposal").asInt()).isEqualTo(number);
        assertThat(folder.path("says").asText()).isEqualTo("proposal " + number + " waits for a second person; rates: mappings/rates.csv");
        JsonNode whole = json(api("GET", "/api/proposals/" + number, "viewer"));
        assertThat(whole.path("proposal").path("state").asText()).isEqualTo("waiting");
        assertThat(whole.path("proposal").path("substantial").get(0).asText()).isEqualTo("rates: mappings/rates.csv");
        assertThat(whole.path("files").get(0).path("diff").asText()).contains(price);
        assertThat(json(api("GET", "/api/proposals", "viewer")).get(0).path("number").asInt()).isEqualTo(number);
        assertThat(api("GET", "/api/proposals/4711", "viewer").statusCode()).isEqualTo(404);

        String health = api("GET", "/observe/health/edits", "viewer").body();
        assertThat(health).contains("\"status\":\"UP\"").contains("waits for a second person");
        Door.Tab viewer = DOOR.signedIn("viewer");
        assertThat(viewer.get("/versions").body()).contains("waits for a second person");
        assertThat(viewer.get("/").body()).contains("edit waits");
        assertThat(viewer.get("/proposals").body()).contains("/proposals/" + number);
        assertThat(viewer.get("/proposals/" + number).body()).contains("rates: mappings/rates.csv").contains(price).contains("Nobody knows who wrote it")
                .contains("/proposals/" + number + "/approve").contains("name=\"_csrf\"");
        assertThat(DOOR.call("GET", "/observe/metrics", null, "Authorization", "Bearer " + DOOR.tokens.get("metrics")).body()).contains("hourbook_proposals_waiting");
    }

    @Test
    void anApproverApprovesOnThePageAndItsVersionNamesThem() {
        Door.Tab approver = DOOR.signedIn("approver");
        approver.get("/proposals/" + number);
        assertThat(approver.post("/proposals/" + number + "/approve", Map.of("note", "x", "_csrf", "no")).statusCode()).as("without its form").isEqualTo(403);
        approver.get("/proposals/" + number);

        HttpResponse<String> decided = approver.post("/proposals/" + number + "/approve", Map.of("note", "agreed on Monday"));
        assertThat(decided.statusCode()).as(decided.body()).isBetween(302, 303);
        assertThat(approver.get("/proposals/" + number).body()).contains("Version " + (inForce + 1) + " is in force").contains("approved").contains("agreed on Monday")
                .doesNotContain("id=\"decide\"");
        assertThat(approver.get("/versions/" + (inForce + 1)).body()).contains("Approved by").contains("approver");
        JsonNode version = json(api("GET", "/api/versions/" + (inForce + 1), "viewer")).path("version");
        assertThat(version.path("approver").asText()).isEqualTo("approver");
        assertThat(version.path("approval").asText()).isEqualTo("agreed on Monday");
        assertThat(version.path("proposal").asInt()).isEqualTo(number);
        assertThat(api("POST", "/api/proposals/" + number + "/approve", "admin").statusCode()).as("it waits no more").isEqualTo(409);

        JsonNode newest = json(api("GET", "/api/versions/log?size=1", "viewer")).get(0);
        assertThat(newest.path("event").asText()).isEqualTo("approved");
        assertThat(newest.path("who").asText()).isEqualTo("approver");
        assertThat(newest.path("why").asText()).isEqualTo("agreed on Monday");
        assertThat(approver.get("/versions/log").body()).contains("approved").contains("agreed on Monday");
        assertThat(json(api("GET", "/api/versions/log?since=2999-01-01", "viewer"))).isEmpty();
        assertThat(api("GET", "/api/versions/log?since=yesterday", "viewer").statusCode()).isEqualTo(400);
    }

    @Test
    void aProgramWithATokenRejects() {
        HttpResponse<String> tooLong = call("/api/proposals/" + number + "/reject", "{\"note\":\"" + "x".repeat(501) + "\"}", "approver");
        assertThat(tooLong.statusCode()).isEqualTo(400);
        JsonNode rejected = json(call("/api/proposals/" + number + "/reject", "{\"note\":\"not now\"}", "approver"));

        assertThat(rejected.path("state").asText()).isEqualTo("rejected");
        assertThat(rejected.path("decidedBy").asText()).isEqualTo("token:approver");
        GATE.personAsks();
        assertThat(json(api("GET", "/api/versions/proposal", "viewer")).path("says").asText())
                .isEqualTo("proposal " + number + " was rejected by token:approver: not now");
        assertThat(DOOR.signedIn("viewer").get("/versions").body()).contains("was rejected by token:approver: not now");
    }

    @Test
    void nobodyGoesBackAloneToATimeWithoutASecondPerson() {
        for (String who : new String[] {"mapper", "admin"}) {
            HttpResponse<String> back = api("POST", "/api/versions/1/rollback", who);
            assertThat(back.statusCode()).as(back.body()).isEqualTo(403);
            assertThat(back.body()).contains("VER-208");
        }
        assertThat(GATE.number()).isEqualTo(inForce);
        assertThat(new Proposals(DOOR.service.context().getBean(DataSource.class)).find(number).map(Proposal::waits)).contains(true);
    }

    @Test
    void nobodyInParticularAndNobodyWhoWroteItDecides() {
        HttpResponse<String> local = DOOR.call("POST", "/api/proposals/" + number + "/approve", null, "X-Hourbook-Token", WholeService.TOKEN);
        assertThat(local.statusCode()).isEqualTo(403);
        assertThat(local.body()).contains("VER-207");

        String[] both = {"X-Hourbook-Token", "not it", "Authorization", "Bearer " + DOOR.tokens.get("approver")};
        assertThat(DOOR.call("POST", "/api/proposals/" + number + "/approve", null, both).statusCode()).as("no command of this machine").isEqualTo(401);
        both[1] = WholeService.TOKEN;
        both[3] = "Bearer " + DOOR.tokens.get("viewer");
        assertThat(DOOR.call("POST", "/api/proposals/" + number + "/approve", null, both).statusCode()).as("the person counts, not the machine").isEqualTo(403);

        JDBC.update("update proposal set author = 'Ad Min <admin@example.org>', authors = '[\"Ad Min\", \"admin@example.org\", \"admin\"]' where number = ?", number);
        HttpResponse<String> own = api("POST", "/api/proposals/" + number + "/approve", "admin");
        assertThat(own.statusCode()).isEqualTo(403);
        assertThat(own.body()).contains("VER-203");
        Door.Tab admin = DOOR.signedIn("admin");
        admin.get("/proposals/" + number);
        admin.post("/proposals/" + number + "/approve", Map.of());
        assertThat(admin.get("/proposals/" + number).body()).contains("This was not done").contains("VER-203").contains("id=\"decide\"");
        assertThat(new Proposals(DOOR.service.context().getBean(DataSource.class)).find(number).map(Proposal::waits)).contains(true);
    }

    @Test
    void withoutAServiceTheUsersFileSaysWhoDecides() {
        Deciders deciders = Deciders.aboutEdits(DOOR.file, Clock.systemUTC());

        assertThat(deciders.byPassword("Approver", Door.PASSWORD)).isEqualTo("approver");
        assertThat(deciders.byToken(DOOR.tokens.get("admin"))).isEqualTo("token:admin");
        for (String[] wrong : new String[][] {{"approver", "not it"}, {"disabled", Door.PASSWORD}, {"nobody-here", Door.PASSWORD}}) {
            assertThatThrownBy(() -> deciders.byPassword(wrong[0], wrong[1])).isInstanceOf(Problem.class).hasMessageContaining("SEC-205");
        }
        for (String token : new String[] {"expired", "revoked"}) {
            assertThatThrownBy(() -> deciders.byToken(DOOR.tokens.get(token))).isInstanceOf(Problem.class).hasMessageContaining("SEC-205");
        }
        assertThatThrownBy(() -> deciders.byPassword("mapper", Door.PASSWORD)).isInstanceOf(Problem.class).hasMessageContaining("SEC-206");
        assertThatThrownBy(() -> deciders.byToken(DOOR.tokens.get("viewer"))).isInstanceOf(Problem.class).hasMessageContaining("SEC-206");
    }

    private static HttpResponse<String> api(String method, String path, String token) {
        return DOOR.call(method, path, null, "Authorization", "Bearer " + DOOR.tokens.get(token), "Accept", "application/json");
    }

    private static HttpResponse<String> call(String path, String body, String token) {
        return DOOR.call("POST", path, body, "Authorization", "Bearer " + DOOR.tokens.get(token), "Content-Type", "application/json");
    }

    private static JsonNode json(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        try {
            return new ObjectMapper().readTree(response.body());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
