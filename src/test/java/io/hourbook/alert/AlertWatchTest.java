package io.hourbook.alert;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.hourbook.database.TestDatabase;
import io.hourbook.entry.MovingClock;
import io.hourbook.mapping.AlertPolicy;
import io.hourbook.mapping.AlertPolicy.Hook;
import io.hourbook.mapping.AlertPolicy.Kind;
import io.hourbook.mapping.AlertPolicy.Mail;
import io.hourbook.mapping.AlertPolicy.Security;
import io.hourbook.observe.Condition;
import io.hourbook.timetable.OffPeak;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Alerts over the shipped route, a real database, a real mail server and a real hook. */
class AlertWatchTest {

    private static final Instant MORNING = Instant.parse("2025-05-02T09:00:00Z");
    private static final String PASSWORD = "not-to-be-seen-9";
    private static final Condition REFUSED = new Condition(
            Kind.DEAD_LETTERS, "dead-letters 00000000000000000000000000000002", "", null, 12, "DEL-101", "12 documents could not be handled",
            "/dead-letters?state=open&fingerprint=00000000000000000000000000000002");
    private static final Condition FAILED = new Condition(Kind.RUN, "run", "", null, 0, null, "the last run failed", "/runs/7");

    private static DataSource database;
    private static WireMockServer hook;
    private static DefaultCamelContext camel;
    private static AlertPolicy policy;

    private final JdbcTemplate jdbc = new JdbcTemplate(database);
    private final MovingClock clock = new MovingClock(MORNING);
    private final List<Condition> conditions = new ArrayList<>();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final AlertState state = new AlertState();
    private final AlertWatch watch = watch(state);
    private GreenMail mail;

    @BeforeAll
    static void start() throws Exception {
        database = TestDatabase.fresh();
        hook = new WireMockServer(wireMockConfig().dynamicPort());
        hook.start();
        camel = new DefaultCamelContext();
        camel.disableJMX();
        camel.getRegistry().bind("alertMail", new AlertMail(() -> policy));
        camel.getRegistry().bind("alertNews", new AlertNews(() -> policy));
        camel.getComponent("http", HttpComponent.class).setAutomaticRetriesDisabled(true);
        camel.start();
        Path route = Path.of("routes/report/tell-alert.camel.yaml");
        PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.fromBytes(route.toString(), Files.readAllBytes(route)));
    }

    @AfterAll
    static void stop() {
        camel.stop();
        hook.stop();
    }

    @BeforeEach
    void begin() {
        jdbc.update("delete from alert_message");
        jdbc.update("delete from alert");
        hook.resetAll();
        hook.stubFor(post(urlEqualTo("/alerts")).willReturn(aResponse().withStatus(204)));
        mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.setUser("hourbook@example.com", "hourbook", PASSWORD);
        mail.start();
        policy = policy(mail.getSmtp().getPort(), Security.NONE, null);
        log.start();
        ((Logger) LoggerFactory.getLogger("io.hourbook.alert")).addAppender(log);
    }

    @AfterEach
    void end() {
        mail.stop();
        ((Logger) LoggerFactory.getLogger("io.hourbook.alert")).detachAppender(log);
        assertThat(log.list).extracting(ILoggingEvent::getFormattedMessage).noneMatch(line -> line.contains(PASSWORD));
    }

    private static AlertPolicy policy(int port, Security security, OffPeak quiet) {
        return new AlertPolicy(
                new Mail(List.of("ops@example.com", "lead@example.com"), "hourbook@example.com", "127.0.0.1", port, security, "hourbook", PASSWORD),
                new Hook(hook.baseUrl() + "/alerts", "hook-token-1"), "https://hourbook.example.com",
                Map.of(Kind.DEAD_LETTERS, 30, Kind.RUN, 0, Kind.TARGET, 60, Kind.CONSERVATION, 0, Kind.DISK, 0), 25, Duration.ofHours(24), quiet,
                ZoneId.of("UTC"), null);
    }

    /** A node of its own, over the same database. */
    private AlertWatch watch(AlertState state) {
        AlertStore store = new AlertStore(jdbc, new TransactionTemplate(new DataSourceTransactionManager(database)));
        AlertSender sender = new AlertSender(store, new AlertWords("studio"), state, () -> camel, clock);
        return new AlertWatch(() -> policy, () -> Optional.of(List.copyOf(conditions)), "here", store, sender, state, clock);
    }

    private List<String> subjects() throws Exception {
        List<String> subjects = new ArrayList<>();
        for (MimeMessage message : mail.getReceivedMessages()) {
            subjects.add(message.getSubject());
        }
        return subjects;
    }

    private List<JsonNode> told() {
        return hook.findAll(postRequestedFor(urlEqualTo("/alerts"))).stream().map(request -> {
            try {
                return new ObjectMapper().readTree(request.getBodyAsString());
            } catch (com.fasterxml.jackson.core.JsonProcessingException broken) {
                throw new IllegalStateException(broken);
            }
        }).toList();
    }

    private void after(Duration time) {
        clock.advance(time);
        watch.look();
    }

    @Test
    void twelve_letters_of_one_cause_are_one_mail_one_call_one_reminder_and_one_notice_that_it_is_over() throws Exception {
        AlertWatch other = watch(new AlertState());
        conditions.add(REFUSED);
        watch.look();
        other.look();
        after(Duration.ofMinutes(29));
        assertThat(subjects()).as("it may go by itself").isEmpty();

        after(Duration.ofMinutes(1));
        other.look();
        watch(new AlertState()).look();
        assertThat(subjects()).containsExactlyInAnyOrder(
                "[Hourbook studio] 12 documents could not be handled (DEL-101)", "[Hourbook studio] 12 documents could not be handled (DEL-101)");
        MimeMessage first = mail.getReceivedMessages()[0];
        assertThat(Arrays.stream(first.getAllRecipients()).map(Object::toString)).containsExactly("ops@example.com", "lead@example.com");
        assertThat(first.getContent().toString().replace("\r\n", "\n")).startsWith("""
                12 documents could not be handled (DEL-101)
                  since  2025-05-02 09:00 UTC, 30 minutes
                """).contains("look   https://hourbook.example.com/dead-letters?state=open&fingerprint=00000000000000000000000000000002");
        assertThat(told()).hasSize(1);
        assertThat(told().get(0).at("/alerts/0/event").asText()).isEqualTo("began");
        assertThat(told().get(0).at("/alerts/0/letters").asInt()).isEqualTo(12);
        assertThat(hook.findAll(postRequestedFor(urlEqualTo("/alerts"))).get(0).getHeader("Authorization")).isEqualTo("Bearer hook-token-1");

        after(Duration.ofHours(23));
        assertThat(told()).hasSize(1);
        after(Duration.ofHours(1));
        other.look();
        assertThat(told()).hasSize(2);
        assertThat(told().get(1).path("text").asText()).isEqualTo("[Hourbook studio] still: 12 documents could not be handled (DEL-101)");

        conditions.clear();
        watch.look();
        assertThat(told()).as("another node may still see it").hasSize(2);
        after(Duration.ofSeconds(61));
        other.look();
        assertThat(told()).hasSize(3);
        assertThat(told().get(2).path("text").asText()).isEqualTo("[Hourbook studio] over: 12 documents could not be handled (DEL-101)");
        assertThat(subjects()).hasSize(6);
        assertThat(jdbc.queryForList("select * from alert where standing is not null")).isEmpty();

        conditions.add(REFUSED);
        watch.look();
        after(Duration.ofMinutes(30));
        assertThat(told()).as("what comes again is told again").hasSize(4);
    }

    @Test
    void several_problems_at_once_are_one_mail() throws Exception {
        conditions.addAll(List.of(FAILED, new Condition(Kind.CONSERVATION, "conservation", "", null, 0, "RUN-101", "the books are not conserved: run 7", "/runs/7")));
        watch.look();

        assertThat(subjects()).containsOnly("[Hourbook studio] 2 problems: 2 new");
        assertThat(told()).singleElement().satisfies(call -> assertThat(call.path("alerts")).hasSize(2));
    }

    @Test
    void what_goes_by_itself_is_never_told() throws Exception {
        conditions.add(REFUSED);
        watch.look();
        conditions.clear();
        after(Duration.ofMinutes(31));

        assertThat(subjects()).isEmpty();
        assertThat(told()).isEmpty();
    }

    @Test
    void a_target_that_takes_what_is_due_is_no_news_although_something_always_is() {
        conditions.add(target(MORNING.minusSeconds(60)));
        watch.look();
        assertThat(jdbc.queryForList("select * from alert")).isEmpty();

        clock.advance(Duration.ofHours(1));
        watch.look();
        assertThat(told()).hasSize(1);

        conditions.set(0, target(clock.instant().minusSeconds(30)));
        watch.look();
        after(Duration.ofSeconds(61));
        assertThat(told()).extracting(call -> call.at("/alerts/0/event").asText()).containsExactly("began", "over");
    }

    private static Condition target(Instant since) {
        return new Condition(Kind.TARGET, "target books", "", since, 0, null, "target books has not taken what is due: 3 documents wait", "/documents");
    }

    @Test
    void a_mail_server_that_is_down_stands_in_health_and_hears_it_when_it_is_back_and_the_hook_does_not_wait_for_it() throws Exception {
        int port = mail.getSmtp().getPort();
        mail.stop();
        conditions.add(FAILED);
        watch.look();

        assertThat(told()).hasSize(1);
        Health health = state.health();
        assertThat(health.getStatus()).isEqualTo(new Status("DEGRADED"));
        assertThat(health.getDetails().get("mail").toString()).startsWith("it was not taken (");
        assertThat(health.getDetails()).containsEntry("untold", 1L);
        after(Duration.ofMinutes(1));
        assertThat(log.list).extracting(ILoggingEvent::getFormattedMessage).as("said once").singleElement().asString()
                .startsWith("mappings/alerts.yaml: RPT-301 an alert could not be told by mail\n");

        mail = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.setUser("hourbook@example.com", "hourbook", PASSWORD);
        mail.start();
        after(Duration.ofMinutes(2));
        assertThat(subjects()).hasSize(2);
        assertThat(told()).as("nobody is told twice").hasSize(1);
        assertThat(state.health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void who_was_not_told_that_it_began_is_not_told_that_it_is_over() throws Exception {
        hook.resetMappings();
        hook.stubFor(post(urlEqualTo("/alerts")).willReturn(aResponse().withStatus(503)));
        conditions.add(FAILED);
        watch.look();
        assertThat(state.health().getDetails().get("hook").toString()).startsWith("it answered 503, since ");

        hook.resetAll();
        hook.stubFor(post(urlEqualTo("/alerts")).willReturn(aResponse().withStatus(204)));
        conditions.clear();
        after(Duration.ofSeconds(61));

        assertThat(told()).isEmpty();
        assertThat(subjects()).containsOnly("[Hourbook studio] the last run failed", "[Hourbook studio] over: the last run failed");
    }

    @Test
    void a_process_that_ends_in_the_middle_of_telling_leaves_it_to_the_next_with_the_same_key() {
        conditions.add(FAILED);
        watch.look();
        jdbc.update("update alert_message set state = 'sending', lease_until = ? where channel = 'hook'", "2025-05-02 09:03:00");

        after(Duration.ofMinutes(2));
        assertThat(told()).hasSize(1);
        after(Duration.ofMinutes(2));

        assertThat(hook.findAll(postRequestedFor(urlEqualTo("/alerts")))).extracting(request -> request.getHeader("Idempotency-Key")).hasSize(2)
                .containsOnly(hook.findAll(postRequestedFor(urlEqualTo("/alerts"))).get(0).getHeader("Idempotency-Key"));
    }

    @Test
    void in_quiet_hours_only_books_that_are_not_conserved_are_told() throws Exception {
        policy = policy(mail.getSmtp().getPort(), Security.NONE, new OffPeak(LocalTime.of(8, 30), LocalTime.of(9, 30)));
        conditions.add(FAILED);
        watch.look();
        assertThat(told()).isEmpty();
        conditions.add(new Condition(Kind.CONSERVATION, "conservation", "", null, 0, null, "the books are not conserved: run 7", "/runs/7"));
        watch.look();
        assertThat(told()).hasSize(1);
        after(Duration.ofMinutes(30));

        assertThat(told()).extracting(call -> call.at("/alerts/0/kind").asText()).containsExactly("conservation", "run");
    }

    @Test
    void a_server_without_encryption_gets_neither_password_nor_mail_where_encryption_is_wanted() throws Exception {
        policy = policy(mail.getSmtp().getPort(), Security.STARTTLS, null);
        conditions.add(FAILED);
        watch.look();

        assertThat(subjects()).isEmpty();
        assertThat(state.health().getStatus()).isEqualTo(new Status("DEGRADED"));
    }

    @Test
    void what_only_another_node_can_see_is_that_nodes_to_end_until_it_is_gone_for_a_day() {
        conditions.add(new Condition(Kind.DISK, "disk of there", "there", null, 0, "HOM-101", "too little room on the disk of the home", "/"));
        watch.look();
        assertThat(told()).hasSize(1);
        conditions.clear();
        after(Duration.ofHours(2));
        assertThat(jdbc.queryForList("select * from alert where standing is not null")).hasSize(1);

        after(Duration.ofHours(23));
        assertThat(jdbc.queryForList("select * from alert where standing is not null")).isEmpty();
        assertThat(told()).as("nobody knows whether it is over").hasSize(1);
    }

    @Test
    void a_secret_that_cannot_be_had_is_said_in_health_and_nothing_is_sent() throws Exception {
        policy = new AlertPolicy(policy.mail(), null, null, policy.minutes(), 25, Duration.ZERO, null, ZoneId.of("UTC"),
                "mappings/alerts.yaml:12: MAP-206 password cannot be had");
        conditions.add(FAILED);
        watch.look();

        assertThat(subjects()).isEmpty();
        assertThat(state.health().getDetails().get("mail").toString()).startsWith("mappings/alerts.yaml:12: MAP-206 password cannot be had");
    }

    @Test
    void with_nobody_to_tell_nothing_is_kept() {
        conditions.add(REFUSED);
        watch.look();
        policy = policy.off();
        watch.look();
        assertThat(jdbc.queryForList("select * from alert where standing is not null")).isEmpty();
        watch.look();

        assertThat(told()).isEmpty();
        assertThat(state.health().getDetails()).containsEntry("tells", "nobody");
    }
}
