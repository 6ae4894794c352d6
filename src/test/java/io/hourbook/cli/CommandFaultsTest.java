package io.hourbook.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.hourbook.database.Occupant;
import io.hourbook.home.Home;
import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ApplicationContextException;

/** What the command line itself refuses, in whole: the place, the code and what to do. */
class CommandFaultsTest {

    @TempDir
    private Path folder;

    @Test
    void aFolderWithoutACompanyIsNamedAndNothingIsStarted() {
        assertThat(refused("check")).isEqualTo(folder + """
                : CLI-101 this folder holds no company: it has no routes/
                  want  a folder with routes/ and mappings/
                  do    name it with --home, or lay one out: hourbook init --home DIR (with --sample for the sample company)
                """);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFolderThatIsNotThereIsToldAsSuchWithTheWayToLayItOut() {
        folder = folder.resolve("büro");

        assertThat(refused("versions")).isEqualTo(folder + """
                : CLI-101 there is no such folder
                  want  a folder with routes/ and mappings/
                  do    correct the name, or lay out a company there: hourbook init --home '%s' (with --sample for the sample company)
                """.formatted(folder));
        assertThat(folder).doesNotExist();
    }

    @Test
    void halfACompanyIsNoneAndIsToldWhatItLacks() throws IOException {
        Files.createDirectory(folder.resolve("routes"));

        assertThat(refused("explain", "harvest", "x")).startsWith(folder + ": CLI-101 this folder holds no company: it has no mappings/\n");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void aTakenPortIsNamedHoweverDeepTheServerSaysSo() {
        RuntimeException told = Application.portTaken(
                new ApplicationContextException("the web server", new IllegalStateException(new PortInUseException(8080))));

        assertThat(told).isInstanceOf(Problem.class).hasMessage("""
                console: CLI-102 port 8080 is taken by another program
                  saw   8080
                  want  a free port for the console
                  do    end that program, or name another port: HOURBOOK_PORT=8081""");
    }

    @Test
    void aServiceThatDoesNotListenIsNamedByItsProcess() throws IOException {
        int nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = socket.getLocalPort();
        }

        assertUnanswered(nobody);
    }

    @Test
    void aServiceWhoseAnswerIsNoneIsNamedToo() throws IOException {
        HttpServer console = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        console.createContext("/api/runs", call -> {
            byte[] page = "<html>Bad gateway</html>".getBytes(StandardCharsets.UTF_8);
            call.sendResponseHeaders(502, page.length);
            call.getResponseBody().write(page);
            call.close();
        });
        console.start();
        try {
            assertUnanswered(console.getAddress().getPort());
        } finally {
            console.stop(0);
        }
    }

    private void assertUnanswered(int port) {
        Occupant service = new Occupant(4711, "serve", Instant.parse("2025-04-01T08:00:00Z"), port, "token-of-it");

        assertThatThrownBy(() -> RunningService.pass(new Home(folder), service)).isInstanceOfSatisfying(Problem.class, problem ->
                assertThat(problem.findings()).containsExactly(new Finding(
                        "CLI-103", "service", "the service on this home does not answer",
                        "serve, process 4711, console on port " + port + ", since 2025-04-01 08:00:00 UTC", "an answer from its console",
                        "see what that process does; end it and sync again")));
    }

    @Test
    void aCompanyIsNeverLaidOutOverAnother() throws IOException {
        Path table = Files.writeString(Files.createDirectory(folder.resolve("mappings")).resolve("workers.csv"), "mine");

        assertThat(refused("init", "--sample")).isEqualTo(folder + """
                : CLI-104 this folder already holds a company
                  saw   routes/ or mappings/
                  want  a folder without routes/ and mappings/
                  do    name another folder with --home
                """);
        assertThat(table).hasContent("mine");
        assertThat(folder.resolve("routes")).doesNotExist();
    }

    /** What the command says on its way out, with the answer for failures. */
    private String refused(String command, String... rest) {
        String[] arguments = new String[rest.length + 3];
        arguments[0] = command;
        arguments[1] = "--home";
        arguments[2] = folder.toString();
        System.arraycopy(rest, 0, arguments, 3, rest.length);
        PrintStream before = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try {
            System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
            assertThat(HourbookCommand.execute(arguments)).isEqualTo(HourbookCommand.FAILED);
        } finally {
            System.setErr(before);
        }
        return said.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
