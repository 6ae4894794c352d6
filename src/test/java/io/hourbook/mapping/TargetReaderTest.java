package io.hourbook.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hourbook.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetReaderTest {

    @TempDir
    Path home;

    private Path mappings;

    @BeforeEach
    void copyTheShippedMappings() {
        mappings = Books.copy(home);
    }

    private void targets(String yaml) throws IOException {
        Files.writeString(mappings.resolve("targets.yaml"), yaml);
    }

    private MappingBook load(Map<String, String> environment) {
        return new MappingLoader(environment::get).load(mappings);
    }

    @Test
    void theEnvironmentReplacesTheAddressOfTheDefaultTargetOnly() throws IOException {
        targets("""
                default: books
                targets:
                  archive:
                    url: https://archive.example
                  books:
                    url: https://books.example/api/
                """);
        MappingBook book = load(Map.of("HOURBOOK_TARGET_URL", "http://127.0.0.1:9090/rehearsal/"));
        assertThat(book.target().url()).isEqualTo("http://127.0.0.1:9090/rehearsal");
        assertThat(book.targets().get("archive").url()).isEqualTo("https://archive.example");
        assertThat(load(Map.of("HOURBOOK_TARGET_URL", "")).target().url()).isEqualTo("https://books.example/api");
        assertThat(load(Map.of()).version()).isEqualTo(book.version());
    }

    @Test
    void documentsGoElsewhereByTheirKindAndNamesAreTheirTargets() throws IOException {
        targets("""
                default: books
                documents:
                  payroll-batch: payroll
                targets:
                  books:
                    url: https://books.example
                  payroll:
                    url: https://payroll.example
                """);
        Files.writeString(mappings.resolve("target-names.csv"), """
                target,kind,ours,theirs
                books,account,4020,200
                books,counterparty,CUST-1001,Acme Ltd
                books,tax,*,NONE
                books,tax,4900,OUTPUT2
                books,tax,CUST-1003,ZERORATED
                """);
        MappingBook book = load(Map.of());

        assertThat(book.targetOf(DocumentKind.PAYROLL_BATCH)).isEqualTo("payroll");
        assertThat(book.targetOf(DocumentKind.SALES_INVOICE)).isEqualTo("books");
        TargetNames names = book.target().names();
        assertThat(names.of(TargetNames.Kind.ACCOUNT, "4020")).isEqualTo("200");
        assertThat(names.of(TargetNames.Kind.ACCOUNT, "4900")).isEqualTo("4900");
        assertThat(names.find(TargetNames.Kind.COUNTERPARTY, "CUST-1002")).isEmpty();
        assertThat(names.tax("CUST-1001", "4020")).contains("NONE");
        assertThat(names.tax("CUST-1001", "4900")).contains("OUTPUT2");
        assertThat(names.tax("CUST-1003", "4900")).contains("ZERORATED");
        assertThat(book.targets().get("payroll").names()).isEqualTo(TargetNames.NONE);
    }

    @Test
    void underTheSandboxProfileNothingOfProductionIsReachedOrResolvedAndLimitsStay() throws IOException {
        targets("""
                default: books
                targets:
                  books:
                    url: https://books.example
                    token: ${env:BOOKS_TOKEN}
                    sandbox: https://sandbox.books.example/
                    sandbox_token: ${env:SANDBOX_TOKEN}
                    line_limit: 40
                    batch: 7
                    per_minute: 60
                    starts: 2025-04-01
                  archive:
                    url: https://archive.example
                    token: ${env:ARCHIVE_TOKEN}
                """);
        MappingBook rehearsal = load(Map.of(
                "HOURBOOK_TARGETS", "sandbox", "SANDBOX_TOKEN", "of the sandbox", "BOOKS_TOKEN", "of production", "HOURBOOK_TARGET_URL",
                "https://override.example"));
        assertThat(rehearsal.target())
                .isEqualTo(new Target("books", "https://sandbox.books.example", "of the sandbox", 40, 7, 4, 60, 30).starting(LocalDate.of(2025, 4, 1))
                        .shown(new TargetAuth.Bearer(new Secret("${env:SANDBOX_TOKEN}", () -> null))));
        assertThat(rehearsal.targets().get("archive").url()).as("the built-in sandbox").isNull();
        assertThat(rehearsal.targets().get("archive").token()).isNull();

        MappingBook production = load(Map.of("BOOKS_TOKEN", "of production", "ARCHIVE_TOKEN", "of the archive"));
        assertThat(production.target().url()).isEqualTo("https://books.example");
        assertThat(production.target().token()).isEqualTo("of production");
        assertThat(production.version()).as("the mappings are the same").isEqualTo(rehearsal.version());

        Problem missing = catchThrowableOfType(Problem.class, () -> load(Map.of("HOURBOOK_TARGETS", "sandbox")));
        assertThat(missing.findings()).extracting(finding -> finding.code() + " " + finding.saw()).containsExactly("MAP-206 ${env:SANDBOX_TOKEN}");
    }

    @Test
    void aWrongAddressInTheEnvironmentIsToldWithoutRepeatingIt() {
        Problem problem = catchThrowableOfType(Problem.class,
                () -> load(Map.of("HOURBOOK_TARGET_URL", "books.example/?key=hunter2")));
        assertThat(problem.getMessage()).startsWith("HOURBOOK_TARGET_URL: MAP-208 ").doesNotContain("hunter2");
    }

    @Test
    void secretsAreResolvedAndNeverShown() throws IOException {
        Path file = Files.writeString(home.resolve("token"), "from-the-file\n");
        targets("""
                default: one
                targets:
                  one:
                    token: ${env:BOOKS_TOKEN}
                  two:
                    token: ${file:%s}
                """.formatted(file.toAbsolutePath()));
        MappingBook book = load(Map.of("BOOKS_TOKEN", "from-the-environment"));
        assertThat(book.targets().get("one").token()).isEqualTo("from-the-environment");
        assertThat(book.targets().get("two").token()).isEqualTo("from-the-file");
        assertThat(book.toString() + book.targets() + book.content()).doesNotContain("from-the-");
    }

    @Test
    void aLiteralSecretIsRefusedWithoutRepeatingIt() throws IOException {
        for (String literal : new String[] {"hunter2", "Bearer hunter2", "${env:A}hunter2", "${vault:hunter2}", "[hunter2]", "%hunter2"}) {
            targets("targets:\n  sandbox:\n    token: " + literal + "\n");
            Problem problem = catchThrowableOfType(Problem.class, () -> load(Map.of()));
            assertThat(problem.getMessage()).contains("mappings/targets.yaml:3: MAP-2").doesNotContain("hunter2");
        }
    }

    @Test
    void aSecretWithALineBreakIsRefusedWithoutRepeatingIt() throws IOException {
        targets("targets:\n  sandbox:\n    token: ${env:BOOKS_TOKEN}\n");
        Problem problem = catchThrowableOfType(Problem.class, () -> load(Map.of("BOOKS_TOKEN", "hunter2\r\nX-Admin: yes")));
        assertThat(problem.code()).isEqualTo("MAP-206");
        assertThat(problem.getMessage()).doesNotContain("hunter2");
    }

    @Test
    void checkAsksForNoSecretsAndWarnsOfThoseThatAreNotHere() throws IOException {
        targets("targets:\n  sandbox:\n    token: ${env:BOOKS_TOKEN}\n");
        MappingCheck check = new MappingCheck(new MappingLoader(Map.<String, String>of()::get));
        assertThat(check.check(mappings)).isEmpty();
        assertThat(check.warnings(mappings)).singleElement().extracting("code").isEqualTo("MAP-206");
    }

    @Test
    void credentialsAreReferencesThatAreReadWhenTheyAreShown() throws IOException {
        Path secret = Files.writeString(home.resolve("secret"), "first\n");
        targets("""
                default: xero
                targets:
                  xero:
                    url: https://books.example
                    auth:
                      oauth2:
                        token_url: https://id.example/token
                        authorize_url: https://id.example/authorize
                        client_id: me
                        client_secret: ${file:%s}
                        scope: offline_access accounting
                    per_day: 5000
                    gzip: yes
                  keyed:
                    url: https://keyed.example
                    auth: { api_key: { header: X-Api-Key, value: "${env:KEY}" } }
                  basic:
                    url: https://basic.example
                    auth: { basic: { user: hourbook, password: "${env:PASSWORD}" } }
                """.formatted(secret));
        MappingBook book = load(Map.of("KEY", "of the door", "PASSWORD", "open sesame"));

        TargetAuth.OAuth2 auth = (TargetAuth.OAuth2) book.target().auth();
        assertThat(auth.refreshes()).isTrue();
        assertThat(auth.clientSecret().value()).isEqualTo("first");
        Files.writeString(secret, "second");
        assertThat(auth.clientSecret().value()).isEqualTo("second");
        Files.delete(secret);
        assertThat(auth.clientSecret().value()).as("while its file is being changed").isEqualTo("second");
        assertThat(book.target().perDay()).isEqualTo(5_000);
        assertThat(book.target().gzip()).isTrue();
        assertThat(((TargetAuth.ApiKey) book.targets().get("keyed").auth()).key().value()).isEqualTo("of the door");
        assertThat(book.targets().get("basic").auth()).hasToString("Basic[user=hourbook, password=${env:PASSWORD}]");
    }

    @Test
    void theTimesOfATargetStandInSchedules() throws IOException {
        targets("default: books\ntargets:\n  books:\n    url: https://books.example\n");
        Files.writeString(mappings.resolve("schedules.yaml"), "zone: UTC\noff_peak: 20:00-06:00\ntargets:\n  books: off-peak\n");
        MappingBook book = load(Map.of());

        assertThat(book.schedules().ordinary(Instant.parse("2025-03-04T12:00:00Z")).sendsTo("books")).isFalse();
        assertThat(book.schedules().ordinary(Instant.parse("2025-03-04T22:00:00Z")).sendsTo("books")).isTrue();
        assertThat(book.schedules().plans()).containsKey("target:books");
    }

    @Test
    void ofAKindThatIsNoneOnlyTheWordIsTold() throws IOException {
        targets("""
                default: books
                targets:
                  books:
                    kind: ledgerfile
                    settings:
                      file: out/books.journal
                      format: hledger
                """);
        Problem wrong = catchThrowableOfType(Problem.class, () -> load(Map.of()));
        assertThat(wrong.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("MAP-116");
            assertThat(finding.want()).contains("ledger-file", "xero", "tryton", "quickbooks");
        });
    }

    @Test
    void aKindWithoutSettingsOfItsOwnSaysThatItHasNone() throws IOException {
        targets("""
                default: books
                targets:
                  books:
                    settings:
                      file: out/books.journal
                """);
        Problem wrong = catchThrowableOfType(Problem.class, () -> load(Map.of()));
        assertThat(wrong.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("MAP-202");
            assertThat(finding.want()).isEqualTo("no key below targets.books.settings");
            assertThat(finding.fix()).isEqualTo("take it out");
        });
    }
}
