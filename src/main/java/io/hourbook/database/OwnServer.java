package io.hourbook.database;

import io.hourbook.home.Home;
import io.hourbook.problem.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Starts the home's own server, on the port and with the password of last time, or finds it running. */
final class OwnServer {

    private final Home home;
    private final Map<String, String> environment;
    private final DataFolder folder;

    OwnServer(Home home, Map<String, String> environment) {
        this.home = home;
        this.environment = environment;
        this.folder = new DataFolder(home.data());
    }

    record Running(Login login, ServerProcess process) {}

    /** The server that an owner left to its guests, if it is in order. */
    Optional<Running> find() {
        List<ProcessHandle> servers = folder.servers();
        return servers.size() == 1
                ? Login.ready(home).filter(OwnServer::answers)
                        .map(login -> new Running(login, ServerProcess.takeOver(servers.get(0), folder.root())))
                : Optional.empty();
    }

    static boolean answers(Login login) {
        try {
            Pool.connect(login).close();
            return true;
        } catch (SQLException silent) {
            return false;
        }
    }

    /** Ends whatever server is left on the data and starts one. Others do not use it before {@link #ready}. */
    Running start(BooleanSupplier giveUp) throws IOException {
        ServerFiles server = ServerFiles.unpacked(environment, home.data());
        folder.endServers();
        folder.prepare(server);
        Optional<Login> before = Login.published(home);
        try {
            return start(server, before, before.map(Login::localPort).orElse(0), giveUp);
        } catch (Problem failed) {
            if (giveUp.getAsBoolean() || !failed.getMessage().contains("TCP/IP port")) {
                throw failed;
            }
            // somebody took the port between our look and the server's
            return start(server, before, 0, giveUp);
        }
    }

    private Running start(ServerFiles server, Optional<Login> before, int port, BooleanSupplier giveUp) throws IOException {
        Login login = Login.local(freePort(port), before.map(Login::password).orElseGet(Login::newPassword));
        login.publish(home, false);
        boolean accountMade = before.isPresent() && !folder.notYetMigrated();
        Optional<ServerProcess> process = accountMade
                ? ServerProcess.start(server, folder, login, Optional.empty(), giveUp)
                : Optional.empty();
        return new Running(login, process.isPresent() ? process.get() : startWithAccount(server, login, giveUp));
    }

    /** The account is made where it may be missing, not at every start: each time costs twenty waits for the disk. */
    private ServerProcess startWithAccount(ServerFiles server, Login login, BooleanSupplier giveUp) throws IOException {
        Path startSql = home.data().resolve("server-start.sql");
        PrivateFile.write(startSql, startSql(login.password()));
        try {
            return ServerProcess.start(server, folder, login, Optional.of(startSql), giveUp).orElseThrow(
                    () -> DatabaseProblem.didNotStart(folder.log(), "it refuses the login that was just made", null));
        } finally {
            Files.deleteIfExists(startSql);
        }
    }

    /** The tables are up to date: from now on others may use the server. */
    void ready(Login login) throws IOException {
        folder.migrated();
        login.publish(home, true);
    }

    /** One statement a line, as the server wants it. */
    private String startSql(String password) {
        String account = "'" + Login.USER + "'@'127.0.0.1'";
        return (folder.notYetMigrated() ? "drop database if exists " + Login.DATABASE + ";\n" : "")
                + "create database if not exists " + Login.DATABASE + " character set utf8mb4 collate utf8mb4_bin;\n"
                + "create or replace user " + account + " identified by '" + password + "';\n"
                + "grant all on *.* to " + account + ";\n";
    }

    /** The port of last time where it is free, so that nobody has to look for the server again. */
    private static int freePort(int wanted) throws IOException {
        try (ServerSocket socket = new ServerSocket(wanted, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            return socket.getLocalPort();
        } catch (IOException taken) {
            if (wanted == 0) {
                throw taken;
            }
            return freePort(0);
        }
    }
}
