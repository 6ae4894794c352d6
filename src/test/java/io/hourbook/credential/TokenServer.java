package io.hourbook.credential;

import com.sun.net.httpserver.HttpServer;
import io.hourbook.mapping.TargetAuth;
import io.hourbook.mapping.TargetSecrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A vendor's authorization server over a real socket: a refresh token is good once and brings the next, an access token for half an hour
 * or for so many calls, whichever ends first, and whoever asks shows the client's secret of the day.
 */
public final class TokenServer implements AutoCloseable {

    private record Issued(Instant until, int[] callsLeft) {}

    private final HttpServer server;
    private final Clock clock;
    private final Map<String, Issued> access = new HashMap<>();
    private final Set<String> refresh = new HashSet<>(Set.of("first"));
    private final List<String> redeemed = new ArrayList<>();
    private String secret;
    private int calls = Integer.MAX_VALUE;
    private int refused;

    /** @param secret of the client */
    public TokenServer(Clock clock, String secret) {
        this.clock = clock;
        this.secret = secret;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server.createContext("/token", call -> {
            Map<String, String> form = new HashMap<>();
            for (String pair : new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8).split("&")) {
                form.put(pair.split("=", 2)[0], URLDecoder.decode(pair.split("=", 2)[1], StandardCharsets.UTF_8));
            }
            String[] answer = answer(form.get("refresh_token"), call.getRequestHeaders().getFirst("Authorization"));
            byte[] body = answer[1].getBytes(StandardCharsets.UTF_8);
            call.sendResponseHeaders(Integer.parseInt(answer[0]), body.length);
            call.getResponseBody().write(body);
            call.close();
        });
        server.start();
    }

    private synchronized String[] answer(String token, String authorization) {
        String wanted = "Basic " + Base64.getEncoder().encodeToString(("client:" + secret).getBytes(StandardCharsets.UTF_8));
        if (!wanted.equals(authorization)) {
            refused++;
            return new String[] {"401", "{\"error\":\"invalid_client\"}"};
        }
        if (!refresh.remove(token)) {
            refused++;
            return new String[] {"400", "{\"error\":\"invalid_grant\"}"};
        }
        redeemed.add(token);
        String number = String.valueOf(redeemed.size());
        refresh.add("refresh-" + number);
        access.put("Bearer access-" + number, new Issued(clock.instant().plusSeconds(1_800), new int[] {calls}));
        return new String[] {"200", "{\"access_token\":\"access-" + number + "\",\"refresh_token\":\"refresh-" + number
                + "\",\"expires_in\":1800,\"token_type\":\"Bearer\"}"};
    }

    /** Whether a vendor takes a call that shows this. */
    public synchronized boolean takes(String authorization) {
        Issued issued = access.get(authorization);
        return issued != null && clock.instant().isBefore(issued.until()) && issued.callsLeft()[0]-- > 0;
    }

    /** From now on access tokens end after so many calls. */
    public synchronized void endsAfter(int calls) {
        this.calls = calls;
    }

    public synchronized void secret(String other) {
        secret = other;
    }

    /** Refresh tokens in the order in which they were used. */
    public synchronized List<String> redeemed() {
        return List.copyOf(redeemed);
    }

    public synchronized int refused() {
        return refused;
    }

    /** What targets.yaml would say. @param secret the file of the client's secret */
    public TargetAuth.OAuth2 auth(Path secret) {
        return new TargetAuth.OAuth2("http://127.0.0.1:" + server.getAddress().getPort() + "/token", null, "client", TargetSecrets.file(secret),
                TargetSecrets.value("first"), "accounting offline_access");
    }

    /** A node of Hourbook. @param folder of its tokens */
    public static Credentials node(CamelContext camel, Path folder, JdbcTemplate jdbc, Clock clock) {
        return new Credentials(new Tokens(new TokenCalls(() -> camel), new TokenFolder(folder), new TokenLock(jdbc), clock));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
