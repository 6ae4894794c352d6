package io.hourbook.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.hourbook.problem.Finding;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the check says of sound tables. */
class MappingNotesTest {

    @TempDir
    private Path home;

    private Path mappings;

    @BeforeEach
    void layOut() {
        mappings = Books.copy(home);
    }

    @Test
    void theSampleCompanyHasNothingToSay() {
        assertThat(notes()).isEmpty();
    }

    @Test
    void aGapBetweenTwoPricesIsTold() {
        rates("ACME,,,,140.00,USD,2025-01-01,2025-03-01", "ACME,,,,150.00,USD,2025-04-01,");

        assertThat(first()).isEqualTo("mappings/rates.csv:2: MAP-501 between this price and the next there are days with neither");
    }

    @Test
    void aPriceThatIsOvertakenIsTold() {
        rates("ACME,,,,140.00,USD,2025-01-01,2025-05-01", "ACME,,,,150.00,USD,2025-04-01,");

        assertThat(first()).isEqualTo("mappings/rates.csv:2: MAP-501 this price ends earlier than it says, for the next has begun");
    }

    @Test
    void aPriceThatEndsWhereTheNextBeginsIsWell() {
        rates("ACME,,,,140.00,USD,2025-01-01,2025-04-01", "ACME,,,,150.00,USD,2025-04-01,");

        assertThat(notes()).isEmpty();
    }

    @Test
    void whatNothingReachesIsTold() {
        rates("HLS,,,,10.00,USD,2025-01-01,", "ACME,,,W12,20.00,USD,2025-06-01,");
        edit("clients.csv", "IDLE,Nobody in particular,CUST-9,USD,net30,transaction,15,up,0,half-up,");
        edit("retainers.csv", "RET-IDLE,ACME,USD,1.00,invoice,2025-03-01");

        assertThat(notes()).extracting(Finding::code).containsOnly("MAP-502").hasSize(4);
        assertThat(notes()).extracting(Finding::what).containsExactlyInAnyOrder(
                "no project is for client \"IDLE\"", "no project draws from retainer \"RET-IDLE\"", "nothing is ever charged at this price",
                "nobody works at this price");
    }

    @Test
    void aServiceThatNoPriceIsForAndAPriceOfOneThatIsNeverChargedAreTold() {
        rates("ACME,,DEV,,140.00,USD,2025-01-01,", "ACME,,ADMIN,W01,20.00,USD,2025-01-01,", "ACME,,ADMIN,W08,20.00,USD,2025-01-01,");

        assertThat(notes()).extracting(Finding::code).containsOnly("MAP-502");
        assertThat(notes()).extracting(Finding::where, Finding::what).containsExactly(
                tuple("mappings/rates.csv:3", "nothing is ever charged at this price"),
                tuple("mappings/services.csv:3", "there is no price at which service \"DESIGN\" could be charged"),
                tuple("mappings/services.csv:5", "there is no price at which service \"CONSULT\" could be charged"),
                tuple("mappings/services.csv:6", "there is no price at which service \"SUPPORT\" could be charged"));
    }

    @Test
    void whatHasEndedBeforeAnyWorkIsTakenIsTold() {
        rates("ACME,,,,140.00,USD,2024-01-01,2025-01-01", "ACME,,,,150.00,USD,2025-01-01,");
        edit("workers.csv", "W99,Gone Long Ago,,employee,,Europe/Berlin,DE,monday,10.00,EUR,,,,2024-12-01");
        assertThat(notes()).as("work of any day is taken").isEmpty();

        Books.edit(mappings.resolve("targets.yaml"), text -> text.replace("    starts:", "    starts: 2025-01-01"));
        assertThat(notes()).extracting(Finding::what)
                .containsExactlyInAnyOrder("Gone Long Ago has left before any work that is taken", "this price has ended before any work that is taken");
        Books.edit(mappings.resolve("targets.yaml"), text -> text.replace("    starts: 2025-01-01", "    starts: 2024-11-30"));
        assertThat(notes()).isEmpty();
    }

    @Test
    void namesThatAreEasilyTakenForEachOtherAreTold() {
        edit("projects.csv", "ACME-2,Acme Web site,ACME,,time-and-materials,,no");
        edit("clients.csv", "ACME-2,Rockets Acme Inc.,CUST-9,USD,net30,transaction,15,up,0,half-up,");
        edit("projects.csv", "ACME-3,Something else,ACME-2,,time-and-materials,,no");

        assertThat(notes()).extracting(Finding::code).containsExactly("MAP-503", "MAP-503");
        assertThat(notes().get(1).saw()).isEqualTo("\"Acme Web site\", and \"Acme Website\" (mappings/projects.csv:3)");
    }

    @Test
    void namesThatDifferByANumberAreTwoNames() {
        edit("projects.csv", "P1,Relaunch phase 1,ACME,,time-and-materials,,no");
        edit("projects.csv", "P2,Relaunch phase 2,ACME,,time-and-materials,,no");

        assertThat(notes()).isEmpty();
    }

    private List<Finding> notes() {
        MappingCheck.Look look = new MappingCheck(new MappingLoader(Map.<String, String>of()::get)).look(mappings);
        assertThat(look.findings()).isEmpty();
        return look.notes();
    }

    private String first() {
        return notes().get(0).text().lines().findFirst().orElseThrow();
    }

    private void edit(String table, String row) {
        Books.edit(mappings.resolve(table), text -> text + row + "\n");
    }

    private void rates(String... rows) {
        Books.edit(mappings.resolve("rates.csv"), text -> "client,project,service,worker,rate,currency,from,until\n" + String.join("\n", rows) + "\n");
    }
}
