package io.hourbook.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hourbook.security.Pem;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** A service under TLS for others than this machine: the first password, the commands beside it, its own deliveries. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SecurityIT {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Company company = Company.nowhere();
    private final int port = ServeIT.freePort();
    private final Anyone anyone = new Anyone();
    private final HttpClient client = HttpClient.newBuilder().sslContext(anyone.context()).build();
    private Path tls;
    private Company.Running service;
    private String admin;

    @BeforeAll
    void start() throws IOException {
        tls = Files.createDirectory(company.home().resolve("tls"));
        Pem pem = Pem.make(tls, "first", "RSA");
        use(pem);
        service = company.start(settings(), "serve", "--sample");
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> {
            assertThat(service.process().isAlive()).as(service.words()).isTrue();
            return service.words().contains("Hourbook is up: ");
        });
        admin = FirstLogin.in(service).orElseThrow();
    }

    @AfterAll
    void leaveNothing() {
        company.close();
    }

    private Map<String, String> settings() {
        return Map.of("HOURBOOK_PORT", Integer.toString(port), "HOURBOOK_ADDRESS", "0.0.0.0", "HOURBOOK_HOSTS", "books.example.com",
                "HOURBOOK_TLS_CERT", tls.resolve("chain.pem").toString(), "HOURBOOK_TLS_KEY", tls.resolve("key.pem").toString());
    }

    private void use(Pem pem) throws IOException {
        Files.copy(pem.key(), tls.resolve("key.pem"), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(pem.certificate(), tls.resolve("chain.pem"), StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    @Order(1)
    void theFirstPasswordIsPrintedOnceAndStandsNowhereElse() throws IOException {
        String password = FirstLogin.password(service).orElseThrow();

        assertThat(Company.read(service.out())).contains("Hourbook is up: https://books.example.com:" + port).containsOnlyOnce(password);
        assertThat(Company.read(service.err())).doesNotContain(password);
        try (Stream<Path> files = Files.walk(company.home())) {
            for (Path file : files.filter(Files::isRegularFile).filter(file -> !file.equals(service.out())).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(password)).as(file.toString()).isFalse();
            }
        }
    }

    @Test
    @Order(2)
    void peopleComeInByTlsOnly() throws Exception {
        assertThat(get("/api/runs", null).statusCode()).isEqualTo(401);
        HttpResponse<String> runs = get("/api/runs", admin);
        assertThat(runs.statusCode()).isEqualTo(200);
        assertThat(runs.headers().firstValue("Strict-Transport-Security")).contains("max-age=31536000");
        assertThat(get("/login", null).headers().allValues("Set-Cookie")).isNotEmpty().allMatch(cookie -> cookie.contains("Secure"));
        assertThat(plain(port, "GET /login HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")).startsWith("HTTP/1.1 400");
    }

    @Test
    @Order(2)
    void itsOwnDeliveriesReachTheBuiltInEndpointAndNobodyElseDoes() throws Exception {
        assertThat(Company.read(service.out())).contains("48 delivered, 0 to be tried again");
        assertThat(new ObjectMapper().readTree(get("/sandbox/documents", admin).body()).path("documents")).hasSizeGreaterThanOrEqualTo(40);
        assertThat(get("/sandbox/documents", null).statusCode()).isEqualTo(401);
    }

    @Test
    @Order(3)
    void commandsOfThisMachineAreHeardAndNobodyElseIsThere() throws Exception {
        Company.Ended pass = company.start(Map.of(), "sync", "--json").await();

        assertThat(pass.exit()).as(pass.err()).isZero();
        assertThat(pass.json().path("run").asInt()).as("a pass after the service's first").isGreaterThanOrEqualTo(2);
        JsonNode note = new ObjectMapper().readTree(company.home().resolve("data/service.json").toFile());
        int callPort = note.path("callPort").asInt();
        assertThat(callPort).isNotEqualTo(port).isPositive();
        assertThat(plain(callPort, "GET /login HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 403").contains("for the commands of this machine");
        assertThat(plain(callPort, "GET /api/runs HTTP/1.1\r\nHost: localhost\r\nX-Hourbook-Token: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 401");
        assertThat(plain(callPort, "GET /observe/health/readiness HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")).startsWith("HTTP/1.1 200");
        assertThat(plain(callPort, "GET /sandbox/documents HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")).startsWith("HTTP/1.1 401");
    }

    @Test
    @Order(3)
    void aPersonWhoDecidesByACommandIsHeardThereToo() throws Exception {
        Company.Running deciding = company.start(Map.of(), "proposals", "approve", "7", "--user", "admin");
        try (OutputStream in = deciding.process().getOutputStream()) {
            in.write((FirstLogin.password(service).orElseThrow() + "\n").getBytes(StandardCharsets.UTF_8));
        }
        assertThat(deciding.await().err()).contains("there is no such proposal");

        Company.Running nobody = company.start(Map.of(), "proposals", "approve", "7", "--user", "admin");
        try (OutputStream in = nobody.process().getOutputStream()) {
            in.write("not the password\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(nobody.await().err()).contains("SEC-501 this name and password do not go together").doesNotContain("Bearer");
    }

    @Test
    @Order(4)
    void usersAreMadeBesideItAndHoldAtOnce() throws Exception {
        Company.Running adding = company.start(Map.of(), "users", "add", "anna", "--role", "viewer");
        try (OutputStream in = adding.process().getOutputStream()) {
            in.write("who reads the books\n".getBytes(StandardCharsets.UTF_8));
        }
        Company.Ended added = adding.await();
        assertThat(added.exit()).as(added.err()).isZero();
        assertThat(added.out() + added.err()).doesNotContain("reads the books");
        String anna = FirstLogin.basic("anna", "who reads the books");
        assertThat(get("/api/runs", anna).statusCode()).isEqualTo(200);

        Company.Ended token = company.start(Map.of(), "users", "token", "scrape", "--role", "metrics").await();
        String bearer = "Bearer " + token.out().strip();
        assertThat(get("/observe/metrics", bearer).body()).contains("hourbook_logins_total");
        assertThat(get("/api/runs", bearer).statusCode()).isEqualTo(403);

        assertThat(company.start(Map.of(), "users", "disable", "anna").await().exit()).isZero();
        assertThat(get("/api/runs", anna).statusCode()).isEqualTo(401);
    }

    @Test
    @Order(5)
    void aRenewedCertificateIsTakenOverAndAPairThatIsNoneIsNot() throws Exception {
        Pem renewed = Pem.make(tls, "renewed", "EC");
        use(renewed);
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(() -> shown().contains("renewed"));

        use(new Pem(Pem.make(tls, "stray", "EC").certificate(), renewed.key()));
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).until(() -> Company.read(service.err()).contains("Unexpected SSL reload error"));
        assertThat(shown()).contains("renewed");
    }

    /** Whose certificate a new caller is shown. */
    private String shown() throws IOException, InterruptedException {
        HttpClient.newBuilder().sslContext(anyone.context()).build().send(request("/observe/health", null), HttpResponse.BodyHandlers.discarding());
        return anyone.seen;
    }

    @Test
    @Order(6)
    void anotherStartMakesNoOtherPassword() throws Exception {
        service.process().destroy();
        assertThat(service.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
        Company.Running again = company.start(Map.of("HOURBOOK_PORT", Integer.toString(port)), "serve");
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> again.words().contains("Hourbook is up: http://localhost:" + port));

        HttpResponse<String> runs = client.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/runs"))
                .header("Authorization", admin).build(), HttpResponse.BodyHandlers.ofString());

        assertThat(runs.statusCode()).as("the first one still holds").isEqualTo(200);
        assertThat(again.words()).doesNotContain("Sign in as");
    }

    private HttpResponse<String> get(String path, String shown) throws IOException, InterruptedException {
        return client.send(request(path, shown), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest request(String path, String shown) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("https://localhost:" + port + path));
        return shown == null ? request.build() : request.header("Authorization", shown).build();
    }

    private static String plain(int port, String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Trusts every certificate and remembers whose it was. */
    private static final class Anyone extends X509ExtendedTrustManager {

        private volatile String seen;

        SSLContext context() {
            try {
                SSLContext context = SSLContext.getInstance("TLS");
                context.init(null, new TrustManager[] {this}, new SecureRandom());
                return context;
            } catch (java.security.GeneralSecurityException failed) {
                throw new AssertionError(failed);
            }
        }

        private void look(X509Certificate[] chain) {
            seen = chain[0].getSubjectX500Principal().getName();
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            look(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
            look(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            look(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            throw new AssertionError("no client shows one");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
            throw new AssertionError("no client shows one");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            throw new AssertionError("no client shows one");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
