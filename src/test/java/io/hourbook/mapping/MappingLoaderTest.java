package io.hourbook.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hourbook.entry.Names;
import io.hourbook.overtime.OvertimeRule;
import io.hourbook.rounding.TimeRounding;
import io.hourbook.rounding.TimeRule;
import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappingLoaderTest {

    private static final MappingBook SHIPPED = Books.shipped();

    @TempDir
    Path home;

    @Test
    void theShippedMappingsHaveNothingWrong() {
        assertThat(new MappingCheck(new MappingLoader(Map.<String, String>of()::get)).check(Books.FOLDER)).isEmpty();
        assertThat(new MappingCheck(new MappingLoader(Map.<String, String>of()::get)).warnings(Books.FOLDER)).isEmpty();
    }

    @Test
    void theBookHasEveryRowOfTheTables() {
        assertThat(SHIPPED.workers()).hasSize(14);
        assertThat(SHIPPED.clients()).hasSize(9);
        assertThat(SHIPPED.projects()).hasSize(10);
        assertThat(SHIPPED.services()).hasSize(5);
        assertThat(SHIPPED.accounts()).hasSize(20);
        assertThat(SHIPPED.rates().rates()).hasSize(15);
        assertThat(SHIPPED.retainers()).hasSize(2);
        assertThat(SHIPPED.sources()).hasSize(6);
        assertThat(SHIPPED.exchangeRates().cross("GBP", "USD", LocalDate.of(2025, 5, 9), 7)).isPresent();
        assertThat(SHIPPED).hasToString("mapping book " + SHIPPED.version());
    }

    @Test
    void formatsAreRefusedTogetherWithTheTables() throws IOException {
        Path mappings = Books.copy(home);
        Books.edit(mappings.resolve("sources/toggl.yaml"), text -> text + "colour: blue\n");
        Files.writeString(mappings.resolve("sources/abacus.yaml"), "columns: {worker: Person}\nrequired: [date]\n");
        Books.edit(mappings.resolve("services.csv"), text -> text.replaceFirst("(?m)^DEV,.*", "DEV"));

        assertThatThrownBy(() -> Books.load(mappings)).isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.findings())
                .extracting(finding -> finding.code() + " " + finding.where().replaceFirst(":\\d+$", ""))
                .contains("FMT-102 mappings/sources/toggl.yaml", "FMT-105 mappings/sources/abacus.yaml")
                .anyMatch(finding -> finding.endsWith("mappings/services.csv")));
        assertThat(new MappingCheck().check(mappings)).extracting(Finding::code).contains("FMT-102", "FMT-105");
    }

    @Test
    void aFormatThatIsNoTextIsToldOnce() throws IOException {
        Path mappings = Books.copy(home);
        Files.write(mappings.resolve("sources/toggl.yaml"), new byte[] {(byte) 0xE9});

        assertThatThrownBy(() -> Books.load(mappings)).isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.findings())
                .extracting(finding -> finding.code() + " " + finding.where()).containsExactly("MAP-002 mappings/sources/toggl.yaml:1"));
    }

    @Test
    void aContractorIsReadWhole() {
        Worker petrov = SHIPPED.workers().get("W09");
        assertThat(petrov).isEqualTo(new Worker("W09", "Ivan Petrov", "ivan.petrov@harbourlane.example",
                Worker.Kind.CONTRACTOR, "harvest", ZoneId.of("America/New_York"), "US-FLSA", DayOfWeek.SUNDAY,
                new BigDecimal("85.00"), "USD", "V-PETROV", "NEC-1", 15, null, "mappings/workers.csv:11"));
        assertThat(SHIPPED.workers().get("W12").activeOn(LocalDate.of(2025, 3, 31))).isTrue();
        assertThat(SHIPPED.workers().get("W12").activeOn(LocalDate.of(2025, 4, 1))).isFalse();
    }

    @Test
    void aClientIsReadWhole() {
        Client crown = SHIPPED.clients().get("CROWN");
        assertThat(crown.timeRule()).isEqualTo(new TimeRule(6, TimeRounding.UP, 15, TimeRule.Scope.ENTRY));
        assertThat(crown.fxLock()).isEqualTo(Client.FxLock.DOCUMENT);
        assertThat(crown.termsDays()).isEqualTo(30);
        assertThat(SHIPPED.clients().get("HLS").customer()).isNull();
        assertThat(SHIPPED.timeRule(SHIPPED.projects().get("CROWN-BRAND"))).isEqualTo(crown.timeRule());
    }

    @Test
    void policiesSayWhatTheirFilesSay() {
        Policies policies = SHIPPED.policies();
        assertThat(policies.baseCurrency()).isEqualTo("USD");
        assertThat(policies.companyZone()).isEqualTo(ZoneId.of("America/Los_Angeles"));
        assertThat(policies.suspiciousOver()).isEqualTo(Duration.ofHours(16));
        assertThat(policies.suspiciousDayOver()).isEqualTo(Duration.ofHours(24));
        assertThat(policies.exchangeMaxAgeDays()).isEqualTo(7);
        assertThat(policies.unsaidIsApproved()).hasSize(6).containsEntry("harvest", true);
        assertThat(policies.payTime("US-FLSA")).isNull();
        assertThat(policies.overtime().get("US-CA")).isEqualTo(new OvertimeRule("US-CA", "California Labor Code §510",
                Duration.ofHours(8), Duration.ofHours(12), Duration.ofHours(40), true, null, null, null, null));
        assertThat(policies.overtime().get("DE").flagDailyOver()).isEqualTo(Duration.ofHours(10));
        assertThat(policies.overtime().get("DE").weeklyOver()).isNull();
        assertThat(SHIPPED.target()).isEqualTo(new Target("sandbox", null, null, 500, 0, 4, 0, 30));
        assertThat(SHIPPED.posting()).isEqualTo(
                new Posting("1000", "1200", "2000", "2100", "2400", "3000", "1210", "4900", "5500"));
    }

    @Test
    void theTablesAloneLoadWithTheDefaultsThatAreShipped() throws Exception {
        Path mappings = Books.copy(home);
        for (Policy policy : Policy.values()) {
            Files.delete(mappings.resolve(policy.file()));
        }
        Files.delete(mappings.resolve("sources.csv"));
        Files.delete(mappings.resolve("names.csv"));
        for (Sheet sheet : Sheet.values()) {
            if (Files.exists(mappings.resolve(sheet.file()))) {
                Books.edit(mappings.resolve(sheet.file()), text -> text.replaceAll("(?m)^#.*\\n", ""));
            }
        }
        MappingBook book = Books.load(mappings);
        assertThat(book.posting()).isEqualTo(SHIPPED.posting());
        assertThat(book.targets()).isEqualTo(SHIPPED.targets());
        assertThat(book.policies().overtime()).isEqualTo(SHIPPED.policies().overtime());
        assertThat(book.policies().companyZone()).isEqualTo(SHIPPED.policies().companyZone());
    }

    @Test
    void anEntryOfTheSampleFindsItsWorkerProjectAndService() {
        Names names = new Names(" ana  RUIZ", null, "acme rockets", "ACME APP", "Design");
        assertThat(SHIPPED.worker("clockify-los-angeles", names)).contains(SHIPPED.workers().get("W01"));
        assertThat(SHIPPED.project("clockify-los-angeles", names)).contains(SHIPPED.projects().get("ACME-APP"));
        assertThat(SHIPPED.service("clockify-los-angeles", names)).contains(SHIPPED.services().get("DESIGN"));
    }

    @Test
    void theVersionIsOfAllBytesAndChangesWithAComment() throws Exception {
        Path mappings = Books.copy(home);
        assertThat(Books.load(mappings).version()).isEqualTo(SHIPPED.version()).matches("[0-9a-f]{12}");
        Files.writeString(mappings.resolve("rates.cases.yaml"), "cases: []\n");
        Files.writeString(mappings.resolve(".rates.csv.swp"), "half a file");
        assertThat(Books.load(mappings).version()).isEqualTo(SHIPPED.version());
        Books.edit(mappings.resolve("rates.csv"), text -> "# looked through in May\n" + text);
        assertThat(Books.load(mappings).version()).isNotEqualTo(SHIPPED.version());
    }

    @Test
    void theContentIsEveryFileAsItWasRead() throws Exception {
        assertThat(SHIPPED.content().get("rates.csv")).isEqualTo(Files.readString(Books.FOLDER.resolve("rates.csv")));
        assertThat(SHIPPED.content()).containsKeys("targets.yaml", "exchange-rates-ecb.csv");
    }

    @Test
    void columnsMayComeInAnyOrderAndOptionalOnesMayBeAbsent() throws Exception {
        Path mappings = Books.copy(home);
        Files.writeString(mappings.resolve("retainers.csv"), String.join("\r\n",
                "\uFEFFfrom,prepaid,Retainer , client,currency,,",
                "", "  # a comment", "\"# another, with a comma\",,,,,,",
                "2025-03-01,16000.00, RET-EMBER,EMBER,\"USD\"",
                ",,,,,,",
                "2025-03-01,14000.00,RET-FJORD,FJORD,EUR,,") + "\r\n");
        assertThat(Books.load(mappings).retainers().get("RET-EMBER")).isEqualTo(new Retainer("RET-EMBER", "EMBER", "USD",
                new BigDecimal("16000.00"), Retainer.Overage.INVOICE, LocalDate.of(2025, 3, 1), "mappings/retainers.csv:5"));
    }

    @Test
    void aProjectTakesFromItsClientWhatItDoesNotSayOfRounding() throws Exception {
        Path mappings = Books.copy(home);
        Books.edit(mappings.resolve("projects.csv"), text -> text
                .replace("rebill_contractors", "rebill_contractors,rounding,rounding_scope")
                .replaceAll("(?m),(yes|no)$", ",$1,,")
                .replaceAll("(?m)^(CROWN-BRAND.*),,$", "$1,down,day"));
        MappingBook book = Books.load(mappings);
        assertThat(book.projects().get("CROWN-BRAND").timeRule())
                .isEqualTo(new TimeRule(6, TimeRounding.DOWN, 15, TimeRule.Scope.DAY));
        assertThat(book.projects().get("ACME-APP").timeRule()).isNull();
    }

    @Test
    void neutralRoundingOfPaidTimeStopsAtCalifornia() throws Exception {
        Path mappings = Books.copy(home);
        Files.writeString(mappings.resolve("rounding.yaml"), "pay_time: nearest-15\n");
        Policies policies = Books.load(mappings).policies();
        assertThat(policies.payTime("US-FLSA")).isEqualTo(new TimeRule(15, TimeRounding.HALF_UP, 0, TimeRule.Scope.ENTRY));
        assertThat(policies.payTime("US-CA")).isNull();
    }

    @Test
    void aSourceMayCallUnsaidTimeUnapproved() throws Exception {
        Path mappings = Books.copy(home);
        Files.writeString(mappings.resolve("approval.yaml"), "sources:\n  harvest: unapproved\n");
        assertThat(Books.load(mappings).policies().unsaidIsApproved())
                .containsEntry("harvest", false).containsEntry("toggl-berlin", true);
    }

    @Test
    void aCurrencyWithoutExchangeRatesIsNoFault() {
        assertThat(SHIPPED.clients().get("OASIS").currency()).isEqualTo("AED");
        assertThat(List.copyOf(SHIPPED.exchangeRates().currencies())).doesNotContain("AED");
    }

    @Test
    void theDailyRatesOfTheBankGoOnTopOfItsHistory() throws Exception {
        Path mappings = Books.copy(home);
        Files.writeString(mappings.resolve("exchange-rates-ecb.xml"), """
                <?xml version="1.0" encoding="UTF-8"?>
                <gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01"
                    xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
                  <Cube><Cube time='2025-05-12'><Cube currency='USD' rate='1.1106'/></Cube></Cube>
                </gesmes:Envelope>
                """);
        assertThat(Books.load(mappings).exchangeRates().lastDay()).contains(LocalDate.of(2025, 5, 12));
    }
}
