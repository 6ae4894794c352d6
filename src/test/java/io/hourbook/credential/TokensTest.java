package io.hourbook.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import com.zaxxer.hikari.HikariDataSource;
import io.hourbook.database.TestDatabase;
import io.hourbook.mapping.Target;
import io.hourbook.mapping.TargetAuth;
import io.hourbook.mapping.TargetSecrets;
import io.hourbook.problem.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** Tokens from an authorization server over a real socket: each refresh token is good once, as Xero's are. */
class TokensTest {

    private static final HikariDataSource SOURCE = new HikariDataSource();
    private static final DefaultCamelContext CAMEL = new DefaultCamelContext();
    private static final ExecutorService THREADS = Executors.newCachedThreadPool();

    @TempDir
    Path data;

    private final List<Map<String, String>> asked = new CopyOnWriteArrayList<>();
    private final Set<String> good = ConcurrentHashMap.newKeySet();
    private final SettableClock clock = new SettableClock();
    private HttpServer server;
    private volatile int refuses;
    private Path secret;

    private static final class SettableClock extends Clock {
        private volatile Instant now = Instant.parse("2025-03-31T12:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    @BeforeAll
    static void start() {
        SOURCE.setDataSource(TestDatabase.fresh());
        SOURCE.setMaximumPoolSize(12);
        CAMEL.getComponent("http", org.apache.camel.component.http.HttpComponent.class).setAutomaticRetriesDisabled(true);
        CAMEL.start();
    }

    @AfterAll
    static void stop() {
        CAMEL.stop();
        SOURCE.close();
        THREADS.shutdownNow();
    }

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(THREADS);
        server.createContext("/token", call -> {
            Map<String, String> form = form(new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            form.put("authorization", String.valueOf(call.getRequestHeaders().getFirst("Authorization")));
            byte[] body;
            int status = 200;
            synchronized (this) {
                asked.add(form);
                String shown = form.getOrDefault("refresh_token", form.getOrDefault("code", "own"));
                if (refuses != 0 || !form.get("grant_type").equals("client_credentials") && !good.remove(shown)) {
                    status = refuses == 0 ? 400 : refuses;
                    body = "{\"error\":\"invalid_grant\",\"error_description\":\"the token %s is over\"}".formatted(shown).getBytes(StandardCharsets.UTF_8);
                } else {
                    int number = asked.size();
                    good.add("refresh-" + number);
                    String refresh = form.get("grant_type").equals("client_credentials") ? "" : ",\"refresh_token\":\"refresh-" + number + "\"";
                    body = ("{\"access_token\":\"access-" + number + "\",\"expires_in\":1800,\"token_type\":\"Bearer\"" + refresh + "}")
                            .getBytes(StandardCharsets.UTF_8);
                }
            }
            call.sendResponseHeaders(status, body.length);
            call.getResponseBody().write(body);
            call.close();
        });
        server.start();
        secret = Files.writeString(data.resolve("client-secret"), "s3cr+t\n");
        good.add("first");
    }

    @AfterEach
    void shut() {
        server.stop(0);
    }

    private static Map<String, String> form(String text) {
        return Stream.of(text.split("&")).map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    private TargetAuth.OAuth2 auth(boolean person, String first) {
        String at = "http://127.0.0.1:" + server.getAddress().getPort();
        return new TargetAuth.OAuth2(at + "/token", person ? at + "/authorize" : null, "client:1", TargetSecrets.file(secret),
                first == null ? null : TargetSecrets.value(first), "accounting offline_access");
    }

    private static Target target(TargetAuth auth) {
        return new Target("books", "https://books.example", null, 500, 0, 4, 0, 30).shown(auth);
    }

    private Tokens tokens() {
        return new Tokens(new TokenCalls(() -> CAMEL), new TokenFolder(data.resolve("secrets")), new TokenLock(new JdbcTemplate(SOURCE)), clock);
    }

    private Credentials node() {
        return new Credentials(tokens());
    }

    private static String bearer(Credentials node, Target target) {
        return node.headers(target).get("Authorization");
    }

    @Test
    void aTokenIsFetchedOnceForAllLanesAndNodes() throws Exception {
        Target target = target(auth(false, "first"));
        List<Credentials> nodes = List.of(node(), node(), node());
        List<Callable<String>> lanes = IntStream.range(0, 24).mapToObj(i -> (Callable<String>) () -> bearer(nodes.get(i % 3), target)).toList();

        for (Future<String> lane : THREADS.invokeAll(lanes)) {
            assertThat(lane.get()).isEqualTo("Bearer access-1");
        }

        assertThat(asked).hasSize(1);
        assertThat(asked.get(0)).containsEntry("grant_type", "refresh_token").containsEntry("refresh_token", "first")
                .containsEntry("authorization", "Basic " + Base64.getEncoder().encodeToString("client%3A1:s3cr%2Bt".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void itIsRenewedBeforeItEndsAndTheNewRefreshTokenIsKeptForTheNextStart() throws IOException {
        Target target = target(auth(false, "first"));
        Credentials node = node();
        assertThat(bearer(node, target)).isEqualTo("Bearer access-1");
        clock.now = clock.now.plus(Duration.ofMinutes(27));
        assertThat(bearer(node, target)).isEqualTo("Bearer access-1");
        clock.now = clock.now.plus(Duration.ofMinutes(2));
        assertThat(bearer(node, target)).as("a minute before its end").isEqualTo("Bearer access-2");

        assertThat(bearer(node(), target)).as("after a restart").isEqualTo("Bearer access-2");
        clock.now = clock.now.plus(Duration.ofHours(1));
        assertThat(bearer(node(), target)).as("the one of the reference is dead by now").isEqualTo("Bearer access-3");

        assertThat(asked).extracting(form -> form.get("refresh_token")).containsExactly("first", "refresh-1", "refresh-2");
        Path kept = data.resolve("secrets/books.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept))).isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept.getParent()))).isEqualTo("rwx------");
    }

    @Test
    void oneThatTheTargetRefusesIsRenewedOnceHoweverManyLanesSaySo() throws Exception {
        Target target = target(auth(false, "first"));
        Credentials node = node();
        Map<String, String> refused = node.headers(target);
        List<Callable<Map<String, String>>> lanes = IntStream.range(0, 8).mapToObj(i -> (Callable<Map<String, String>>) () -> node.others(target, refused)).toList();

        for (Future<Map<String, String>> lane : THREADS.invokeAll(lanes)) {
            assertThat(lane.get()).containsEntry("Authorization", "Bearer access-2");
        }

        assertThat(asked).hasSize(2);
    }

    @Test
    void clientCredentialsAreShownAsTheyAreNow() throws IOException {
        Target target = target(auth(false, null));
        Credentials node = node();
        assertThat(bearer(node, target)).isEqualTo("Bearer access-1");
        Files.writeString(secret, "rotated");
        clock.now = clock.now.plus(Duration.ofHours(1));

        assertThat(bearer(node, target)).isEqualTo("Bearer access-2");

        assertThat(asked.get(1)).containsEntry("grant_type", "client_credentials").containsEntry("scope", "accounting offline_access")
                .containsEntry("authorization", "Basic " + Base64.getEncoder().encodeToString("client%3A1:rotated".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aRefusalIsOneFindingWithItsCureAndTheServerIsNotAskedAgainForAWhile() throws IOException {
        good.clear();
        Target target = target(auth(false, "hunter2"));
        Credentials node = node();

        CredentialTrouble first = catchThrowableOfType(CredentialTrouble.class, () -> node.headers(target));
        CredentialTrouble second = catchThrowableOfType(CredentialTrouble.class, () -> node.headers(target));

        assertThat(first.finding().code()).isEqualTo("DEL-121");
        assertThat(first.finding().text()).contains("400 invalid_grant", "put a new refresh token").doesNotContain("hunter2", "is over", "s3cr");
        assertThat(second.finding()).isSameAs(first.finding());
        assertThat(asked).hasSize(1);

        good.add("another");
        assertThat(bearer(node, target(auth(false, "another")))).as("somebody put another one there").startsWith("Bearer access-");
    }

    @Test
    void aServerThatIsDownIsNoRefusal() {
        refuses = 503;
        Target target = target(auth(false, "first"));
        Credentials node = node();

        CredentialTrouble trouble = catchThrowableOfType(CredentialTrouble.class, () -> node.headers(target));

        assertThat(trouble.finding()).isNull();
        assertThat(trouble).hasMessage("no token: 503 invalid_grant");
        refuses = 0;
        assertThat(bearer(node, target)).isEqualTo("Bearer access-2");
    }

    @Test
    void aPersonAllowsItAndTheTokensAreKept() {
        Target target = target(auth(true, null));
        Tokens tokens = tokens();
        Credentials node = new Credentials(tokens);
        Authorization authorization = new Authorization(new TokenCalls(() -> CAMEL), tokens, clock);
        CredentialTrouble nobody = catchThrowableOfType(CredentialTrouble.class, () -> node.headers(target));
        assertThat(nobody.finding().code()).isEqualTo("DEL-122");

        URI there = URI.create(authorization.begin(target, "https://hourbook.example/targets/authorized", "ada"));
        Map<String, String> query = form(there.getRawQuery());
        assertThat(query).containsEntry("response_type", "code").containsEntry("client_id", "client:1").containsEntry("scope", "accounting offline_access")
                .containsEntry("redirect_uri", "https://hourbook.example/targets/authorized").containsEntry("code_challenge_method", "S256");
        good.add("the-code");
        assertThat(authorization.end(query.get("state"), "the-code", null, "ada")).isEqualTo(target);

        assertThat(bearer(node, target)).isEqualTo("Bearer access-1");
        assertThat(asked.get(0)).containsEntry("redirect_uri", "https://hourbook.example/targets/authorized").containsEntry("code", "the-code");
        assertThat(challenge(asked.get(0).get("code_verifier"))).isEqualTo(query.get("code_challenge"));
        clock.now = clock.now.plus(Duration.ofHours(1));
        assertThat(bearer(node(), target)).as("after a restart").isEqualTo("Bearer access-2");
    }

    @Test
    void whatWasNotAskedForHereOrBySomebodyElseOrTooLongAgoIsRefused() {
        Target target = target(auth(true, null));
        Authorization authorization = new Authorization(new TokenCalls(() -> CAMEL), tokens(), clock);
        String state = form(URI.create(authorization.begin(target, "https://h/back", "ada")).getRawQuery()).get("state");

        assertThat(code(() -> authorization.end("made-up", "code", null, "ada"))).isEqualTo("DEL-124");
        assertThat(code(() -> authorization.end(state, "code", null, "ben"))).isEqualTo("DEL-124");
        assertThat(code(() -> authorization.end(state, "code", null, "ada"))).as("once").isEqualTo("DEL-124");
        String late = form(URI.create(authorization.begin(target, "https://h/back", "ada")).getRawQuery()).get("state");
        clock.now = clock.now.plus(Duration.ofMinutes(11));
        assertThat(code(() -> authorization.end(late, "code", null, "ada"))).isEqualTo("DEL-124");
        String no = form(URI.create(authorization.begin(target, "https://h/back", "ada")).getRawQuery()).get("state");
        assertThat(code(() -> authorization.end(no, null, "access_denied", "ada"))).isEqualTo("DEL-125");
        assertThat(code(() -> authorization.begin(target(auth(false, "first")), "https://h/back", "ada"))).isEqualTo("DEL-123");
        assertThat(asked).isEmpty();
    }

    private static String code(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(Problem.class, call).findings().get(0).code();
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash = java.security.MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (java.security.NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
