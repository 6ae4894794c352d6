package io.hourbook.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is broken is said with its file and line, and once it is mended everything goes on. */
class BrokenHomeIT {

    private static final String ROUTE = "routes/process/allocate-billable.camel.yaml";
    private static final String MAPPING = "mappings/rates.csv";

    @Test
    void aBrokenRouteOrMappingStopsThePassInWordsAndMendedItGoesOn() {
        try (AccountingEndpoint target = new AccountingEndpoint(); Company company = Company.withExports()) {
            String route = spoil(company, ROUTE, "ref: rounding", "ref: roundign");
            assertRefused(company.run(target, "sync", "--json"), ROUTE, "ROU-");
            assertRefused(company.run(target, "check"), ROUTE, "ROU-");
            restore(company, ROUTE, route);

            String mapping = spoil(company, MAPPING, "162.50", "many");
            assertRefused(company.run(target, "sync", "--json"), MAPPING, "MAP-");
            restore(company, MAPPING, mapping);

            assertThat(target.created()).isZero();
            // a pass has no use for the console's port, and so it may be taken
            Company.Ended mended = company.start(
                    Map.of("HOURBOOK_TARGET_URL", target.url(), "HOURBOOK_PORT", target.url().replaceFirst(".*:", "")), "sync", "--json").await();
            assertThat(mended.exit()).as(mended.err()).isZero();
            Figures.assertSampleCompany(target);
        }
    }

    @Test
    void aServiceWhoseConsoleHasNoPortSaysSoAndLeavesNothingBehind() {
        try (AccountingEndpoint target = new AccountingEndpoint(); Company company = Company.ofRepository()) {
            Company.Ended refused = company.start(Map.of("HOURBOOK_PORT", target.url().replaceFirst(".*:", "")), "serve").await();

            assertThat(refused.exit()).isEqualTo(1);
            assertThat(refused.err()).contains("console: CLI-102 ").contains("  do    end that program, or name another port: HOURBOOK_PORT=8081");
            assertThat(company.servers()).as("database servers left behind").isEmpty();
        }
    }

    @Test
    void aFolderWithoutACompanyIsToldApart() {
        try (AccountingEndpoint target = new AccountingEndpoint(); Company nowhere = Company.nowhere()) {
            Company.Ended refused = nowhere.run(target, "sync", "--json");

            assertThat(refused.exit()).isEqualTo(1);
            assertThat(refused.err()).contains(": CLI-101 ").contains("  do    name it with --home, or lay one out: hourbook init");
            assertThat(nowhere.run(target, "sink").exit()).as("wrong usage").isEqualTo(2);
        }
    }

    private static void assertRefused(Company.Ended ended, String file, String code) {
        String said = ended.out() + ended.err();
        assertThat(ended.exit()).as(said).isEqualTo(1);
        assertThat(List.of(said.split("\n"))).as("path:line: code").anyMatch(line -> line.matches("\\S*" + file + ":\\d+: " + code + "\\d+ .*"));
        assertThat(said).contains("  do ").doesNotContain("\tat ");
    }

    private static String spoil(Company company, String file, String from, String to) {
        Path path = company.home().resolve(file);
        String before = Company.read(path);
        assertThat(before).contains(from);
        restore(company, file, before.replaceFirst(from, to));
        return before;
    }

    private static void restore(Company company, String file, String text) {
        try {
            Files.writeString(company.home().resolve(file), text);
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }
}
