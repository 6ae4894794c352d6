package io.hourbook.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where it listens, by configuration; and what is not started. */
class ListeningTest {

    @TempDir
    private static Path folder;

    private static List<Finding> refused(Map<String, String> environment) {
        try {
            Listening.of(environment);
            return List.of();
        } catch (Problem problem) {
            return problem.findings();
        }
    }

    @Test
    void by_itself_it_is_this_machine_only() {
        assertThat(Listening.of(Map.of("HOURBOOK_ADDRESS", " ", "HOURBOOK_TLS_CERT", ""))).isEqualTo(Listening.local());
        assertThat(Listening.of(Map.of("HOURBOOK_ADDRESS", "localhost")).needsOwnPort()).isFalse();
        assertThat(Listening.local().url(8080)).isEqualTo("http://localhost:8080");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.168.0.7", "10.1.2.3"})
    void others_reach_it_by_tls_or_through_a_proxy_only(String address) {
        assertThat(refused(Map.of("HOURBOOK_ADDRESS", address))).extracting(Finding::code).containsExactly("SEC-303");

        Listening behind = Listening.of(Map.of("HOURBOOK_ADDRESS", address, "HOURBOOK_BEHIND_PROXY", "true"));
        assertThat(behind.needsOwnPort()).isTrue();
        assertThat(behind.proxies()).as("whose word is believed").containsExactly("127.0.0.0/8", "::1");
        assertThat(Listening.of(Map.of("HOURBOOK_PROXIES", "10.0.0.5")).proxies()).as("nobody's where there is no proxy").isEmpty();
    }

    @Test
    void every_setting_that_cannot_be_read_is_said_at_once() {
        assertThat(refused(Map.of(
                "HOURBOOK_ADDRESS", "books.example.com", "HOURBOOK_HOSTS", "https://books.example.com, ok.example.com", "HOURBOOK_BEHIND_PROXY", "yes",
                "HOURBOOK_PROXIES", "10.0.0.0/99,proxy", "HOURBOOK_TLS_KEY", "/nowhere")))
                .extracting(finding -> finding.code() + " " + finding.where()).containsExactly(
                        "SEC-304 HOURBOOK_ADDRESS", "SEC-304 HOURBOOK_BEHIND_PROXY", "SEC-304 HOURBOOK_PROXIES", "SEC-304 HOURBOOK_PROXIES",
                        "SEC-304 HOURBOOK_HOSTS", "SEC-301 HOURBOOK_TLS_CERT", "SEC-301 /nowhere");
    }

    @ParameterizedTest
    @CsvSource({"RSA", "EC", "Ed25519"})
    void a_certificate_and_its_key_are_taken(String algorithm) {
        Pem pem = Pem.make(folder, "taken-" + algorithm, algorithm);
        Listening listening = Listening.of(Map.of("HOURBOOK_ADDRESS", "0.0.0.0", "HOURBOOK_HOSTS", "Books.Example.com",
                "HOURBOOK_TLS_CERT", pem.certificate().toString(), "HOURBOOK_TLS_KEY", pem.key().toString()));

        assertThat(listening.url(8443)).isEqualTo("https://books.example.com:8443");
        assertThat(listening.settings()).containsEntry("server.ssl.bundle", "hourbook").containsEntry("server.address", "0.0.0.0");
    }

    @Test
    void files_that_are_no_pair_are_refused_in_words() throws IOException {
        Pem one = Pem.make(folder, "one", "RSA");
        Pem other = Pem.make(folder, "other", "RSA");
        Pem curve = Pem.make(folder, "curve", "EC");
        Path locked = Files.writeString(folder.resolve("locked.pem"), "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIE\n-----END ENCRYPTED PRIVATE KEY-----\n");
        Path noise = Files.write(folder.resolve("noise.pem"), new byte[] {0, (byte) 0xff, 1});

        assertThat(tls(one.certificate(), other.key())).extracting(Finding::code).containsExactly("SEC-302");
        assertThat(tls(one.certificate(), curve.key())).extracting(Finding::code).containsExactly("SEC-302");
        assertThat(tls(one.certificate(), locked)).extracting(Finding::what).containsExactly("the private key in this file has a passphrase");
        assertThat(tls(one.key(), one.certificate())).extracting(Finding::what)
                .containsExactly("there is no certificate in this file", "there is no private key in this file");
        assertThat(tls(noise, noise)).hasSize(2).allMatch(finding -> finding.code().equals("SEC-301"));
        assertThat(tls(folder, folder.resolve("none"))).extracting(Finding::what).containsOnly("there is no such file, or it is none");
        assertThat(tls(one.certificate(), other.key()).toString()).doesNotContain("BEGIN");
    }

    private static List<Finding> tls(Path certificate, Path key) {
        return refused(Map.of("HOURBOOK_TLS_CERT", certificate.toString(), "HOURBOOK_TLS_KEY", key.toString()));
    }

    @Test
    void the_word_for_the_metrics_is_one_word_or_a_file_with_it() throws IOException {
        Path file = Files.writeString(folder.resolve("scrape"), "0123456789abcdef\n");

        assertThat(ScrapeToken.read(null)).isNull();
        assertThat(ScrapeToken.read(" ")).isNull();
        assertThat(ScrapeToken.read("file:" + file)).isEqualTo("0123456789abcdef");
        for (String bad : List.of("short", "two words are not one", "file:" + folder.resolve("none"), "file:" + folder, "file:\u0000/x0123456789abcdef")) {
            assertThatThrownBy(() -> ScrapeToken.read(bad)).isInstanceOf(Problem.class).hasMessageContaining("SEC-305");
        }
        assertThatThrownBy(() -> ScrapeToken.read("my secret is not a word")).hasMessageNotContaining("my secret");
    }
}
