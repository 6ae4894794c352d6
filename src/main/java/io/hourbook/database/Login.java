package io.hourbook.database;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.hourbook.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How to reach a database. That of a home's own server stands in {@code data/database.json} (0600), so that every command of
 * this user can use it while it runs.
 *
 * @param url      {@code jdbc:mariadb://host:port/database} and what options the user gave
 * @param user     may be null where the URL names it
 * @param password may be null; never printed
 */
record Login(String url, String user, String password) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern LOCAL = Pattern.compile("jdbc:mariadb://127\\.0\\.0\\.1:(\\d+)/hourbook");
    static final String DATABASE = "hourbook";
    static final String USER = "hourbook";

    static Login local(int port, String password) {
        return new Login("jdbc:mariadb://127.0.0.1:" + port + "/" + DATABASE, USER, password);
    }

    static String newPassword() {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    /** The port of a home's own server, 0 for any other. */
    int localPort() {
        var matcher = LOCAL.matcher(url);
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    /** The same server, another schema; options of the user's own stay. */
    Login on(String schema) {
        int options = url.indexOf('?');
        String plain = options < 0 ? url : url.substring(0, options);
        return new Login(plain.substring(0, plain.lastIndexOf('/') + 1) + schema + url.substring(plain.length()), user, password);
    }

    /** {@code host:port/database}: what may be shown. Options, which may hold a password, are left out. */
    String address() {
        int options = url.indexOf('?');
        String plain = options < 0 ? url : url.substring(0, options);
        return plain.substring(plain.indexOf("://") + 3).replaceFirst("^[^@/]*@", "");
    }

    /** @param ready false while the server is being started and its tables brought up to date: others wait */
    void publish(Home home, boolean ready) throws IOException {
        var json = JSON.createObjectNode();
        json.put("host", "127.0.0.1").put("port", localPort()).put("database", DATABASE).put("user", user).put("password", password)
                .put("ready", ready);
        PrivateFile.write(file(home), json.toPrettyString());
    }

    /** What was last published: of the server that runs, or of one that ran. */
    static Optional<Login> published(Home home) {
        return published(home, false);
    }

    /** The same, unless its server is only just being started. */
    static Optional<Login> ready(Home home) {
        return published(home, true);
    }

    private static Optional<Login> published(Home home, boolean ready) {
        try {
            var json = JSON.readTree(Files.readString(file(home)));
            boolean wanted = !ready || json.path("ready").asBoolean();
            return wanted && json.path("port").asInt() > 0 && json.path("password").asText().length() >= 16
                    ? Optional.of(local(json.path("port").asInt(), json.path("password").asText()))
                    : Optional.empty();
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    private static Path file(Home home) {
        return home.data().resolve("database.json");
    }

    @Override
    public String toString() {
        return address();
    }
}
