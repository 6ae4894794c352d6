package io.hourbook.security;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;

/** Whose word is taken for who calls and how. The proxies here stand at 127.0.0.1. */
class BehindProxyTest {

    /** What the application sees of a request with these header lines. */
    private static String seen(List<String> proxies, String... headers) {
        TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory(0);
        factory.addEngineValves(new ProxyValve(proxies));
        WebServer server = factory.getWebServer(context -> context.addServlet("seen", new jakarta.servlet.http.HttpServlet() {
            @Override
            protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
                response.getWriter().print(request.getRemoteAddr() + " " + request.getScheme() + " " + request.isSecure() + " "
                        + request.getServerName() + " " + request.getServerPort());
            }
        }).addMapping("/*"));
        server.start();
        try (Socket socket = new Socket("127.0.0.1", server.getPort())) {
            // twice over one connection: what a proxy said of one caller must not stick to the next
            socket.getOutputStream().write(("GET / HTTP/1.1\r\nHost: books.example.com\r\n" + String.join("", headers) + "\r\n"
                    + "GET / HTTP/1.1\r\nHost: plain\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(answers).contains("127.0.0.1 http false plain ");
            return answers.lines().filter(line -> line.matches("\\S+ https? (true|false) .*")).findFirst().orElseThrow().replaceFirst("HTTP/1.1.*", "");
        } catch (IOException failed) {
            throw new AssertionError(failed);
        } finally {
            server.stop();
            server.destroy();
        }
    }

    private static final List<String> THIS_MACHINE = List.of("127.0.0.0/8", "::1");

    @Test
    void a_named_proxy_is_believed() {
        assertThat(seen(THIS_MACHINE, "X-Forwarded-For: 203.0.113.9\r\n", "X-Forwarded-Proto: https\r\n"))
                .isEqualTo("203.0.113.9 https true books.example.com 443");
        assertThat(seen(THIS_MACHINE, "X-Forwarded-Proto: https\r\n", "X-Forwarded-Host: other.example.com:8443\r\n"))
                .isEqualTo("127.0.0.1 https true other.example.com 8443");
    }

    @Test
    void the_nearest_word_counts_and_what_the_caller_made_up_before_it_does_not() {
        assertThat(seen(THIS_MACHINE, "X-Forwarded-For: 10.0.0.1, 203.0.113.9\r\n", "X-Forwarded-For: 127.0.0.7\r\n", "X-Forwarded-Proto: http, https\r\n"))
                .isEqualTo("203.0.113.9 https true books.example.com 443");
        assertThat(seen(THIS_MACHINE, "X-Forwarded-For: 203.0.113.9, <script>\r\n")).startsWith("127.0.0.1 http false");
        assertThat(seen(THIS_MACHINE, "X-Forwarded-For: ,,\r\n")).startsWith("127.0.0.1 http false");
    }

    @Test
    void nobody_else_is() {
        assertThat(seen(List.of("10.0.0.0/8"), "X-Forwarded-For: 203.0.113.9\r\n", "X-Forwarded-Proto: https\r\n", "X-Forwarded-Host: evil.example\r\n"))
                .startsWith("127.0.0.1 http false books.example.com ");
    }
}
