package io.hourbook.version;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.exchange.ExchangeRates;
import io.hourbook.problem.Finding;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Published rates that somebody edits, held against those in force and those that were fetched. */
class RateEditsTest {

    private static final String TABLE = """
            Date,USD,GBP,CHF
            2025-05-09,1.1252,0.8477,0.9353
            2025-05-08,1.1297,0.8476,0.9325
            2025-05-07,1.136,0.8511,0.9359
            """;
    private static final ExchangeRates FETCHED = ExchangeRates.readCsv("eurofxref-daily.xml", new StringReader("Date,USD,GBP\n2025-05-12,1.1106,0.843\n")).rates();
    private static final Finding DOUBT = new Finding("MAP-407", "mappings/exchange-rates-ecb.csv:3", "the rate of USD is too far", null, null, "look it up");
    private static final Finding OTHER = new Finding("MAP-111", "mappings/rates.csv:3", "rate is not a number", null, null, "mend it");

    private final RateEdits edits = new RateEdits(() -> FETCHED);

    private static FileSet files(String table, String... more) {
        Map<String, byte[]> files = new HashMap<>(Map.of("mappings/exchange-rates-ecb.csv", table.getBytes(StandardCharsets.UTF_8)));
        for (int i = 0; i < more.length; i += 2) {
            files.put(more[i], more[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        return new FileSet(files);
    }

    private Judge.Verdict look(FileSet now, FileSet before, Finding... found) {
        return edits.look(new Judge.Verdict(List.of(found), 7, List.of(), 0), now, before);
    }

    private List<String> said(String table) {
        return look(files(table), files(TABLE)).findings().stream().map(finding -> finding.code() + " " + finding.saw() + " | " + finding.want()).toList();
    }

    @Test
    void ratesInForceThatAreDoubtedHoldUpNoEditOfSomethingElse() {
        Judge.Verdict verdict = look(files(TABLE, "mappings/rates.csv", "x"), files(TABLE), DOUBT);

        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.notes()).containsExactly("mappings/exchange-rates-ecb.csv:3: MAP-407 the rate of USD is too far");
        assertThat(look(files(TABLE, "mappings/rates.csv", "x"), files(TABLE), DOUBT, OTHER).findings()).as("what is wrong besides stays wrong").containsExactly(OTHER);
    }

    @Test
    void anEditOfThemIsHeldUpAndSoIsTheFirstVersion() {
        assertThat(look(files(TABLE + "2025-05-06,1.1325,0.8469,0.9346\n"), files(TABLE), DOUBT).findings()).containsExactly(DOUBT);
        assertThat(look(files(TABLE), FileSet.EMPTY, DOUBT).findings()).containsExactly(DOUBT);
        assertThat(look(files(TABLE, "mappings/exchange.yaml", "fetch:\n  most_change_percent: 1\n"), files(TABLE), DOUBT).findings())
                .as("who believes less is told what that is").containsExactly(DOUBT);
    }

    @Test
    void aDayThatAPersonWritesIsHeldAgainstThoseThatWereFetched() {
        assertThat(said("Date,USD,GBP,CHF\n2025-05-13,11.112,,\n" + TABLE.substring(TABLE.indexOf('\n') + 1)))
                .containsExactly("MAP-407 USD 11.112 on 2025-05-13 | at most 20 % from USD 1.1106 on 2025-05-12");
        assertThat(said("Date,USD,GBP,CHF\n2025-05-13,1.112,,\n" + TABLE.substring(TABLE.indexOf('\n') + 1))).isEmpty();
    }

    @Test
    void aColumnThatIsGoneIsToldAndOneThatIsEmptiedIsNot() {
        assertThat(said("Date,USD,GBP\n2025-05-09,1.1252,0.8477\n2025-05-08,1.1297,0.8476\n"))
                .containsExactly("MAP-408 no CHF | a column CHF; in force is CHF 0.9353 on 2025-05-09");
        assertThat(said("Date,USD,GBP,CHF\n2025-05-09,1.1252,0.8477,\n2025-05-08,1.1297,0.8476,\n")).isEmpty();
    }

    @Test
    void columnsThatAreExchangedAreTold() {
        assertThat(said(TABLE.replace("GBP,CHF", "CHF,GBP"))).containsExactly(
                "MAP-408 CHF as GBP had it, on 3 days | its own; in force is CHF 0.9353 on 2025-05-09",
                "MAP-408 GBP as CHF had it, on 3 days | its own; in force is GBP 0.8477 on 2025-05-09");
    }

    @Test
    void anEditThatChangesNoRatesIsNotLookedAt() {
        assertThat(look(files(TABLE, "mappings/rates.csv", "x"), files(TABLE)).findings()).isEmpty();
        assertThat(look(files(TABLE), files(TABLE), OTHER).findings()).containsExactly(OTHER);
    }
}
