package io.hourbook.database;

import io.hourbook.home.Home;
import io.hourbook.problem.Problem;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Another process on a home, driven by the test: {@link #main} runs there and answers one line for each line it is told.
 */
final class HomeProcess implements AutoCloseable {

    private static final String MARK = ">>> ";
    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter orders;
    /** What it said when it was ready, or the text of its Problem. */
    final String greeting;

    private HomeProcess(Process process) throws IOException {
        this.process = process;
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.orders = process.outputWriter(StandardCharsets.UTF_8);
        this.greeting = answer();
    }

    /** Its log stands between its answers. */
    private String answer() throws IOException {
        String line = answers.readLine();
        while (line != null && !line.startsWith(MARK)) {
            line = answers.readLine();
        }
        return line == null ? null : line.substring(MARK.length());
    }

    static HomeProcess start(Path home, Map<String, String> environment) {
        return start(home, environment, System.getProperty("java.class.path"), List.of());
    }

    static HomeProcess start(Path home, Map<String, String> environment, String classPath, List<String> prefix) {
        try {
            return new HomeProcess(launch(home, environment, classPath, prefix));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it and does not wait until it is ready. */
    static Process launch(Path home, Map<String, String> environment) throws IOException {
        return launch(home, environment, System.getProperty("java.class.path"), List.of());
    }

    private static Process launch(Path home, Map<String, String> environment, String classPath, List<String> prefix)
            throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC", "-Xmx128m", "-cp", classPath, HomeProcess.class.getName(), home.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(new File(home + ".stderr"));
        builder.environment().keySet().removeIf(name -> name.startsWith("HOURBOOK_"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    String tell(String order) {
        try {
            orders.write(order + "\n");
            orders.flush();
            return answer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL, to this process alone. */
    void kill() {
        process.destroyForcibly();
        join();
    }

    /** SIGTERM. */
    void terminate() {
        process.destroy();
        join();
    }

    private void join() {
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        terminate();
    }

    /** In the other process. */
    public static void main(String[] arguments) throws Exception {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Home home = new Home(Path.of(arguments[0]));
        try {
            Database database = Database.open(home, "test");
            say(database.owner() ? "owner" : "guest");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                say(answer(home, database, line));
            }
        } catch (Problem problem) {
            say(problem.getMessage().replace('\n', '|'));
        }
    }

    @SuppressWarnings("resource")
    private static String answer(Home home, Database database, String line) throws SQLException {
        return switch (line) {
            case "role" -> database.owner() ? "owner" : "guest";
            case "pass" -> database.passLock(Duration.ZERO).isPresent() ? "taken" : "refused";
            case "serve" -> {
                ServeLock lock = ServeLock.take(home);
                lock.consoleIsUp(8080, 8080);
                yield lock.token();
            }
            default -> query(database, line);
        };
    }

    private static String query(Database database, String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection(); Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "done";
            }
            try (ResultSet result = statement.getResultSet()) {
                return result.next() ? result.getString(1) : "nothing";
            }
        }
    }

    private static void say(String line) {
        System.out.println(MARK + line);
        System.out.flush();
    }
}
