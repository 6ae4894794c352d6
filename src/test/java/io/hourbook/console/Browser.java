package io.hourbook.console;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** Asks a console on this machine. */
final class Browser {

    private final int port;
    private final HttpClient client = HttpClient.newHttpClient();

    Browser(ConsoleWorld world) {
        this.port = world.port();
    }

    String own() {
        return "http://localhost:" + port;
    }

    HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(URI.create(own() + path)).header("Accept", path.contains(".csv") ? "text/csv" : path.startsWith("/api") ? "application/json" : "text/html").GET());
    }

    String page(String path) {
        HttpResponse<String> response = get(path);
        if (response.statusCode() != 200) {
            throw new AssertionError(path + " answers " + response.statusCode() + ": " + response.body());
        }
        return response.body();
    }

    /** @param headers name, value, name, value … */
    HttpResponse<String> post(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(own() + path)).POST(HttpRequest.BodyPublishers.noBody());
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    /** JSON from somebody who has logged in. */
    HttpResponse<String> send(String path, String json) {
        return send(HttpRequest.newBuilder(URI.create(own() + path))
                .headers("Content-Type", "application/json", "X-Test-User", "ann")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    /** A form as a page sends it, from somebody who has logged in. */
    HttpResponse<String> form(String path, String fields) {
        return send(HttpRequest.newBuilder(URI.create(own() + path))
                .headers("Content-Type", "application/x-www-form-urlencoded", "X-Test-User", "ann", "Accept", "text/html")
                .POST(HttpRequest.BodyPublishers.ofString(fields)));
    }

    /** A request whose Host header is anything: what a name pointed at this machine would send. */
    String raw(String request) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
