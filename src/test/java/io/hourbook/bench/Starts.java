package io.hourbook.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.hourbook.proof.Company;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How long starts take on a home that has been used, each with its own database server.
 *
 * @param idleMs     of a {@code sync} on nothing due, from its first look at what is due to its end, start-up left out
 * @param idleWallMs the same from the start of the process to its end
 * @param readyMs    of the second start of {@code serve}, from the start of the process to its first answer as a service
 */
record Starts(long idleMs, long idleWallMs, long readyMs) {

    private static final Duration PATIENCE = Duration.ofSeconds(300);
    private static final int LOOK_MILLIS = 20;
    private static final HttpClient CLIENT = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

    static Starts of(Company company, BooksEndpoint books) throws IOException {
        // the first start on a home may keep what makes later ones faster
        ready(company, books);
        long ready = ready(company, books);
        long began = System.nanoTime();
        Company.Running running = company.start(Map.of("HOURBOOK_TARGET_URL", books.url()), "sync", "--json");
        Watch.await(running, "sync on nothing due");
        long wall = (System.nanoTime() - began) / 1_000_000;
        Company.Ended idle = running.await();
        if (idle.exit() != 0) {
            throw new AssertionError("sync on nothing due ended with " + idle.exit() + ":\n" + idle.err());
        }
        return new Starts(new ObjectMapper().readTree(idle.out()).path("elapsed_ms").asLong(), wall, ready);
    }

    private static long ready(Company company, BooksEndpoint books) throws IOException {
        int port = freePort();
        long began = System.nanoTime();
        Company.Running service =
                company.start(Map.of("HOURBOOK_TARGET_URL", books.url(), "HOURBOOK_PORT", Integer.toString(port)), "serve");
        try {
            while (!answers(port)) {
                if (!service.process().isAlive() || System.nanoTime() - began > PATIENCE.toNanos()) {
                    throw new AssertionError("serve is not ready after " + PATIENCE.toSeconds() + " s, or has ended:\n" + service.words());
                }
                Thread.sleep(LOOK_MILLIS);
            }
            return (System.nanoTime() - began) / 1_000_000;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        } finally {
            end(service.process());
        }
    }

    /** Ready is what the probe of an orchestrator takes for it. */
    private static boolean answers(int port) throws InterruptedException {
        try {
            HttpRequest ready = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/observe/health/readiness"))
                    .timeout(Duration.ofSeconds(5)).build();
            return CLIENT.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static void end(Process service) {
        service.destroy();
        try {
            if (!service.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                service.destroyForcibly();
                throw new AssertionError("serve did not end within " + PATIENCE.toSeconds() + " s");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
