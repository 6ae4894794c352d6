package io.hourbook.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.hourbook.database.Database;
import io.hourbook.database.TestDatabase;
import io.hourbook.home.Home;
import io.hourbook.proof.Company;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;

/** One contender's run: a cold process with the same heap, on a database server of its own that is run as the built-in one is. */
final class Rivalry implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Options options;
    private final Path folder;
    private final Company company = Company.ofRepository();
    private final Database database;
    private final BooksEndpoint books;
    private final String name = "rival_" + ProcessHandle.current().pid();

    Rivalry(Options options, Path folder) throws IOException {
        this.options = options;
        this.folder = folder;
        this.database = TestDatabase.of(new Home(company.home()), company.database());
        database.leaveClosingToCaller();
        this.books = new BooksEndpoint(options.latencyMs());
    }

    Observed run(Contender contender, Studio studio, Path export, Expectation wanted) throws IOException, SQLException {
        Path mappings = company.home().resolve("mappings");
        StudioMappings.write(studio, mappings);
        // as Hourbook does before large work
        database.expectRows(wanted.entries);
        execute(database.dataSource(), "drop database if exists " + name, "create database " + name + " character set utf8mb4 collate utf8mb4_bin");
        Path result = company.home().resolve("result.json");
        Path job = company.home().resolve("job.json");
        JSON.writeValue(job.toFile(), job(export, wanted, mappings));
        Path gc = folder.resolve(contender.name() + ".gc.log");
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(Bench.flags(gc, folder.resolve(contender.name() + ".jfr"), options)));
        command.addAll(List.of(ContenderProcess.class.getName(), contender.name(), job.toString(), result.toString()));
        Watch watch = new Watch(
                database.dataSource(), company.servers().stream().findFirst().map(ProcessHandle::pid).orElse(0L), books);
        Watch.Seen seen = watch.over(
                contender.name(), Bench.FIRST_TIME, wanted.entries, gc, () -> start(command, contender.name()),
                out -> JSON.readValue(result.toFile(), Contender.Result.class).elapsedMs());
        List<String> faults = new ArrayList<>(books.faults(wanted.totals, contender.types()));
        long read = JSON.readValue(result.toFile(), Contender.Result.class).entries();
        if (read != wanted.entries) {
            faults.add("read " + read + " rows; want " + wanted.entries);
        }
        Checks.refuse(contender.name() + ", " + wanted.entries + " entries", faults);
        return seen.observed();
    }

    private Contender.Job job(Path export, Expectation wanted, Path mappings) throws IOException {
        String url;
        String user;
        String password;
        if (company.database().isEmpty()) {
            var login = JSON.readTree(company.home().resolve("data/database.json").toFile());
            url = String.format(Locale.ROOT, "jdbc:mariadb://127.0.0.1:%d/%s", login.path("port").asInt(), name);
            user = login.path("user").asText();
            password = login.path("password").asText();
        } else {
            url = company.database().get("HOURBOOK_DB_URL").replaceFirst("/[^/?]+($|\\?)", "/" + name + "$1");
            user = company.database().get("HOURBOOK_DB_USER");
            password = company.database().get("HOURBOOK_DB_PASSWORD");
        }
        return new Contender.Job(
                List.of(export), wanted.entries, mappings, Studio.SOURCE, books.url(), url, user, password,
                Files.createDirectories(company.home().resolve("scratch")));
    }

    private Company.Running start(List<String> command, String who) {
        Path out = company.home().resolve(who + ".out");
        Path err = company.home().resolve(who + ".err");
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().keySet().removeIf(variable -> variable.startsWith("HOURBOOK_"));
        builder.environment().put("CLASSPATH", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        try {
            Process process = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "rival-exit"));
            return new Company.Running(process, out, err);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void execute(DataSource source, String... statements) throws SQLException {
        try (Connection connection = source.getConnection(); Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        try {
            execute(database.dataSource(), "drop database if exists " + name);
        } finally {
            database.close();
            company.close();
            books.close();
        }
    }
}
