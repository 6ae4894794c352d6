package io.hourbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.hourbook.run.Summary;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever asks a running service for a pass learns whether what they saved is in its figures. */
class SyncBesideServiceTest {

    private static final String SUMMARY = """
            {"run":7,"rows":{"received":0,"new":0,"duplicates":0,"amended":0,"skipped":0,"malformed":0},"held":{},"excluded":{},\
            "documents":{"created":0,"updated":0,"delivered":0,"pending":0,"failed":0},"seconds":{"received":0,\
            "pay":{"allocated":0,"held":0,"excluded":0},"bill":{"allocated":0,"held":0,"excluded":0}},"conserved":true,"elapsed_ms":5}""";
    private static final String IN_STEP = """
            {"refused":false,"inForce":2,"files":[],"findings":[],"proposal":null,"says":null,"workedWith":2}""";

    @TempDir
    private Path home;

    private HttpServer console;
    private String folder = IN_STEP;
    private int status = 200;

    @BeforeEach
    void aServiceRuns() throws IOException {
        Files.createDirectories(home.resolve("routes"));
        Files.createDirectories(home.resolve("mappings"));
        console = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        console.createContext("/api/runs", call -> answer(call, 200, SUMMARY));
        console.createContext("/api/versions/proposal", call -> answer(call, call.getRequestMethod().equals("GET") ? status : 405, folder));
        console.start();
        ProcessHandle self = ProcessHandle.current();
        int port = console.getAddress().getPort();
        Files.writeString(Files.createDirectories(home.resolve("data")).resolve("service.json"), new ObjectMapper().createObjectNode()
                .put("pid", self.pid()).put("command", "serve").put("startedAt", self.info().startInstant().orElseThrow().toString())
                .put("port", port).put("callPort", port).put("token", "token-of-it").toString());
    }

    @AfterEach
    void itEnds() {
        console.stop(0);
    }

    @Test
    void aRefusedEditIsToldWithItsFirstPlacesAndTheVersionOfTheFigures() throws IOException {
        folder = """
                {"refused":true,"inForce":2,"files":["mappings/rates.csv"],"proposal":null,"says":null,"workedWith":2,"findings":[
                "mappings/rates.cases.csv:3: MAP-302 case \\"a\\": rate\\n  saw   142.00\\n  want  140.00\\n  do    correct it",
                "mappings/rates.csv:4: MAP-110 no number", "mappings/rates.csv:5: MAP-110 no number", "mappings/rates.csv:6: MAP-110 no number",
                "mappings/rates.csv:7: MAP-110 no number"]}""";

        Came came = sync("--json");

        assertThat(came.exit()).as("the pass was done").isZero();
        assertThat(new ObjectMapper().readTree(came.out())).as("what programs read").isEqualTo(new ObjectMapper().readTree(SUMMARY));
        assertThat(came.err()).isEqualTo("""
                What was saved last in routes/ and mappings/ is refused and not in these figures; the run worked with version 2:
                mappings/rates.cases.csv:3: MAP-302 case "a": rate
                  saw   142.00
                  want  140.00
                  do    correct it
                mappings/rates.csv:4: MAP-110 no number
                mappings/rates.csv:5: MAP-110 no number
                and 2 more, which the console's page Versions tells
                """);
    }

    @Test
    void anEditThatWaitsIsToldWithItsNumber() {
        folder = IN_STEP.replace("\"proposal\":null,\"says\":null", "\"proposal\":3,\"says\":\"proposal 3 waits for a second person; rates: mappings/rates.csv\"");

        Came came = sync();

        assertThat(came.exit()).isZero();
        assertThat(came.err()).isEqualTo("What was saved last in routes/ and mappings/ is not in these figures; the run worked with version 2: "
                + "proposal 3 waits for a second person; rates: mappings/rates.csv\n");
    }

    @Test
    void anEditThatIsInForceIsNotSpokenOf() {
        assertThat(sync().err()).isEmpty();
    }

    @Test
    void aServiceThatDoesNotSayLeavesThePassAsDone() {
        status = 500;

        Came came = sync();

        assertThat(came.exit()).isZero();
        assertThat(came.out()).startsWith("Run 7");
        assertThat(came.err()).startsWith("The run is over, and nobody knows whether what was saved last").contains("CLI-103");
    }

    private record Came(int exit, String out, String err) {}

    private Came sync(String... more) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
            int exit = more.length == 0 ? HourbookCommand.execute("sync", "--home", home.toString()) : HourbookCommand.execute("sync", "--home", home.toString(), more[0]);
            return new Came(exit, printed.toString(StandardCharsets.UTF_8), said.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n"));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    private static void answer(HttpExchange call, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        boolean known = "token-of-it".equals(call.getRequestHeaders().getFirst("X-Hourbook-Token"));
        call.sendResponseHeaders(known ? status : 401, bytes.length);
        call.getResponseBody().write(bytes);
        call.close();
    }
}
