package io.hourbook.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.entry.ReceivedEntry;
import io.hourbook.entry.ReceivedRow;
import io.hourbook.mapping.Source;
import io.hourbook.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever lies in the inbox becomes rows or one refusal, and nothing else. */
class AnyBytesPropertyTest {

    private static final String OWN = "id,worker,project,start,date,end,duration,hours,billable,approved,modified";

    @Property(tries = 400)
    void anyBytesBecomeRowsOrOneRefusal(@ForAll byte[] bytes) {
        check(bytes);
    }

    @Property(tries = 600)
    void anyTextUnderAGoodHeaderBecomesRows(@ForAll("nearlyCsv") String text) {
        List<ReceivedRow> rows = read((OWN + "\n" + text).getBytes(StandardCharsets.UTF_8));

        assertThat(rows).allSatisfy(AnyBytesPropertyTest::sound);
        assertThat(rows).extracting(ReceivedRow::line).isSorted().doesNotHaveDuplicates();
    }

    @Property(tries = 600)
    void anyCellsInARowBecomeAnEntryOrAFinding(@ForAll("cells") List<String> cells) {
        List<ReceivedRow> rows = read((OWN + "\n" + String.join(",", cells)).getBytes(StandardCharsets.UTF_8));

        assertThat(rows).hasSizeLessThanOrEqualTo(1).allSatisfy(AnyBytesPropertyTest::sound);
    }

    @Provide
    Arbitrary<String> nearlyCsv() {
        return Arbitraries.strings().withChars("ab,\"\n\r;:-/.0123456789 TZ+\0é🔥").ofMaxLength(300);
    }

    @Provide
    Arbitrary<List<String>> cells() {
        Arbitrary<String> likely = Arbitraries.of("", "Ana", "2025-03-30", "2025-03-30T02:30", "2025-11-02 01:30", "2025-03-04T08:00:00Z",
                "2025-03-04T08:00+14:00", "1:00", "-1:00", "PT1H", "yes", "no", "08:00 PM", "99999999999999999999", "1.5", "0001-01-01",
                "9999-12-31T23:59:59-18:00", "PT99999999999999999H", "999999999:59:59");
        Arbitrary<String> odd = Arbitraries.strings().withChars("0123456789:-TZPHMS.+ AM").ofMaxLength(25);
        return Arbitraries.oneOf(likely, likely, odd).list().ofSize(11);
    }

    private static void check(byte[] bytes) {
        for (Source source : List.of(Reading.BY_HAND, Reading.HARVEST)) {
            try {
                assertThat(Reading.bytes(bytes, source, Reading.FORMATS.get(source.format()))).allSatisfy(AnyBytesPropertyTest::sound);
            } catch (Problem refused) {
                assertThat(refused.findings()).hasSize(1);
                assertThat(refused.code()).startsWith("FMT-2");
            }
        }
    }

    private static List<ReceivedRow> read(byte[] bytes) {
        return Reading.bytes(bytes, Reading.BY_HAND, Reading.FORMATS.get("hourbook"));
    }

    private static void sound(ReceivedRow row) {
        if (row instanceof ReceivedEntry entry) {
            assertThat(entry.seconds()).isBetween(0L, 36_000_000L);
            assertThat(entry.workDate().getYear()).isBetween(1969, 2101);
            assertThat(entry.names().worker() != null || entry.names().email() != null).isTrue();
            assertThat(entry.ordinal()).isPositive();
            assertThat(entry.wallStart().toLocalDate()).isEqualTo(entry.workDate());
        } else if (row instanceof ReceivedRow.Malformed malformed) {
            assertThat(malformed.finding().code()).startsWith("FMT-3");
            assertThat(malformed.finding().fix()).isNotBlank();
        }
    }
}
