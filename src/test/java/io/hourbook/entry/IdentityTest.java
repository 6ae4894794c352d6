package io.hourbook.entry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Hashes stand in databases: those of version 0.1.0 and later must come out the same for ever, or every row would be new. */
class IdentityTest {

    private static final ZoneId LOS_ANGELES = ZoneId.of("America/Los_Angeles");
    private static final Instant MIDNIGHT = Instant.parse("2025-03-04T08:00:00Z");
    private static final LocalDate DAY = LocalDate.of(2025, 3, 4);

    private final Identity hashes = new Identity();

    @Test
    void a_timed_row_has_the_hashes_it_always_had() {
        assertHashes("4a966b3f5967670893b806e23d1dd82f", "63121d29778b1fa6ff5933cd152df037", new ReceivedEntry(
                2, "raw", null, new Names("Ben Cole", "BEN@studio.example", "Acme", "Acme App", "Development"),
                LocalDateTime.of(2025, 3, 4, 9, 0), LOS_ANGELES, Instant.parse("2025-03-04T17:00:00Z"), true, 1, DAY, 26_110, true, false,
                Approval.UNSAID, "Größe 💶", "a,b", null, Set.of(Suspicion.DURATION_DISAGREES)));
    }

    @Test
    void a_row_with_only_a_date_and_long_notes_has_the_hashes_it_always_had() {
        assertHashes("5da5f3530c6d86c4bfd03ed0be5547e1", "00c9f417fa550d7c03919584141fa05c", new ReceivedEntry(
                3, "raw", null, new Names("  Ben  Cole ", null, null, "ACME app", null), DAY.atStartOfDay(), LOS_ANGELES, MIDNIGHT,
                false, 2, DAY, 3_600, null, true, Approval.APPROVED, "x".repeat(16_000), "", Instant.parse("2025-03-05T08:00:00Z"),
                Set.of()));
    }

    @Test
    void a_row_with_an_id_has_the_hashes_it_always_had() {
        assertHashes("317e58e50bd4bfdd568ebd88b47f21fc", "4708065ac99d6ce868b0481ba4e1d138", new ReceivedEntry(
                4, "raw", "abc-1", new Names("Ben", "b", null, null, null), DAY.atStartOfDay(), LOS_ANGELES, MIDNIGHT, false, 1, DAY, 0,
                false, false, Approval.UNAPPROVED, "", "", null, Set.of()));
    }

    private void assertHashes(String identity, String fingerprint, ReceivedEntry entry) {
        assertThat(HexFormat.of().formatHex(hashes.of(entry))).isEqualTo(identity);
        assertThat(HexFormat.of().formatHex(hashes.fingerprint(entry))).isEqualTo(fingerprint);
    }
}
