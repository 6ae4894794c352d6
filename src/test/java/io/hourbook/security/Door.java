package io.hourbook.security;

import io.hourbook.cli.WholeService;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** The whole service behind its logins, with users and tokens of every kind, and somebody who knocks. One for all tests. */
final class Door {

    static final String PASSWORD = "knock-knock-who-is-there";
    static final String SCRAPE = "a-word-for-prometheus";
    /** What is answered to a request that was let through, where the test asks to stop there. */
    static final int LET_THROUGH = 299;
    static final String STOP = "X-Test-Stop";

    private static final Pattern FORM_TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static Door one;

    final Path home;
    final WholeService service;
    final UserFile file;
    /** Secrets of API tokens by name: one of each role, {@code expired}, {@code revoked}. */
    final Map<String, String> tokens = new TreeMap<>();
    private final HttpClient client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    static synchronized Door open() {
        if (one == null) {
            one = new Door();
        }
        return one;
    }

    private Door() {
        try {
            home = Files.createTempDirectory("hourbook-door-");
            file = UserFile.of(new io.hourbook.home.Home(home), null);
            file.change(before -> book());
            service = WholeService.start(home, Listening.local(), Map.of("HOURBOOK_METRICS_TOKEN", SCRAPE), beans -> beans.registerBean(
                    "stop", FilterRegistrationBean.class, Door::stop));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(service::close));
    }

    private static FilterRegistrationBean<Filter> stop() {
        FilterRegistrationBean<Filter> stop = new FilterRegistrationBean<>((request, response, chain) -> {
            if (((HttpServletRequest) request).getHeader(STOP) == null) {
                chain.doFilter(request, response);
            } else {
                ((HttpServletResponse) response).setStatus(LET_THROUGH);
            }
        });
        // behind the logins
        stop.setOrder(0);
        return stop;
    }

    private UserBook book() {
        String hash = "{bcrypt}" + new BCryptPasswordEncoder(10).encode(PASSWORD);
        UserBook book = UserBook.EMPTY;
        for (Role role : Role.values()) {
            if (role != Role.SANDBOX && role != Role.PREVIEWER) {
                book = book.with(new User(role.word(), hash, Set.of(role), true)).with(token(role.word(), role, null));
            }
        }
        Instant past = Instant.now().minusSeconds(60);
        tokens.put("revoked", Passwords.randomToken());
        return book.with(new User("disabled", hash, Set.of(Role.ADMIN), false)).with(token("expired", Role.ADMIN, past));
    }

    private ApiToken token(String name, Role role, Instant expires) {
        String secret = Passwords.randomToken();
        tokens.put(name, secret);
        return new ApiToken(name, Passwords.sha256(secret), secret.substring(secret.length() - 4), Set.of(role), Instant.EPOCH, expires);
    }

    String own() {
        return "http://localhost:" + service.port();
    }

    /** @param headers name, value, name, value … */
    HttpResponse<String> call(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(own() + path)).method(
                method, body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** What is sent byte for byte, and what comes back. */
    String raw(String request) {
        try (Socket socket = new Socket("127.0.0.1", service.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A browser's cookies and the token of the form it was shown last. */
    final class Tab {

        private final Map<String, String> cookies = new LinkedHashMap<>();
        private String formToken = "";

        HttpResponse<String> get(String path, String... headers) {
            return took(call("GET", path, null, with(headers)));
        }

        HttpResponse<String> post(String path, Map<String, String> form, String... headers) {
            Map<String, String> fields = new LinkedHashMap<>(form);
            fields.putIfAbsent("_csrf", formToken);
            String body = fields.entrySet().stream().map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                    .collect(Collectors.joining("&"));
            List<String> all = new ArrayList<>(List.of(with(headers)));
            all.addAll(List.of("Content-Type", "application/x-www-form-urlencoded"));
            return took(call("POST", path, body, all.toArray(String[]::new)));
        }

        HttpResponse<String> signIn(String name, String password) {
            get("/login");
            return post("/login", Map.of("name", name, "password", password));
        }

        String cookie(String name) {
            return cookies.get(name);
        }

        void put(String name, String value) {
            cookies.put(name, value);
        }

        String formToken() {
            return formToken;
        }

        String[] with(String... headers) {
            List<String> all = new ArrayList<>(List.of(headers));
            if (!cookies.isEmpty()) {
                all.add("Cookie");
                all.add(cookies.entrySet().stream().map(Object::toString).collect(Collectors.joining("; ")));
            }
            return all.toArray(String[]::new);
        }

        private HttpResponse<String> took(HttpResponse<String> response) {
            response.headers().allValues("Set-Cookie").forEach(line -> {
                String[] pair = line.split(";", 2)[0].split("=", 2);
                if (line.contains("Max-Age=0")) {
                    cookies.remove(pair[0]);
                } else {
                    cookies.put(pair[0], pair[1]);
                }
            });
            Matcher token = FORM_TOKEN.matcher(response.body());
            if (token.find()) {
                formToken = token.group(1);
            }
            return response;
        }
    }

    Tab tab() {
        return new Tab();
    }

    /** Signed in, with a form's token at hand. */
    Tab signedIn(String name) {
        Tab tab = tab();
        HttpResponse<String> in = tab.signIn(name, PASSWORD);
        if (in.statusCode() != 303 || !in.headers().firstValue("Location").orElse("").equals("/")) {
            throw new AssertionError(name + " could not sign in: " + in.statusCode() + " " + in.headers().map() + in.body());
        }
        tab.get("/login");
        return tab;
    }

    static String basic(String name, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
    }
}
