package io.hourbook.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ledger file is found in, mended and appended to, whatever cut an append off and whatever people write in it. */
class LedgerFileTest {

    private static final String BODY = "account Assets:1200-Receivable\n\n2025-03-31 * (HB-1) Acme\n    Assets:1200-Receivable  1.00 USD\n";

    @TempDir
    Path folder;

    private Path path() {
        return folder.resolve("books.journal");
    }

    private LedgerFile read(String reference) throws IOException {
        return LedgerFile.read(path(), reference);
    }

    private String append(String reference, int revision) throws IOException {
        String block = read(reference).block(reference, revision, BODY);
        Files.writeString(path(), block, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return block;
    }

    @Test
    void a_document_is_found_by_its_reference_with_its_revision() throws IOException {
        append("HB-1", 1);
        append("HB-11", 3);

        assertThat(read("HB-1").found("HB-1")).contains(1);
        assertThat(read("HB-11").found("HB-11")).contains(3);
        assertThat(read("HB-111").found("HB-111")).isEmpty();
        assertThat(read("HB-11").found("HB-2")).as("of another than was looked for").isEmpty();
        assertThat(LedgerFile.read(folder.resolve("none"), "HB-1").found("HB-1")).isEmpty();
    }

    @Test
    void what_people_write_stays_and_what_they_declare_is_known() throws IOException {
        append("HB-1", 1);
        String theirs = "\naccount Expenses:Rent  ; theirs\n2025-01-01 open Assets:Bank\ncommodity EUR\n; and no end of line";
        Files.writeString(path(), theirs, StandardOpenOption.APPEND);
        append("HB-2", 1);

        LedgerFile file = read("HB-2");
        assertThat(file.found("HB-2")).contains(1);
        assertThat(file.declares("Expenses:Rent") && file.declares("Assets:Bank") && file.declares("EUR")).isTrue();
        assertThat(file.declares("Assets:1200-Receivable")).isTrue();
        assertThat(Files.readString(path())).contains(theirs + "\n\n; hourbook begin HB-2 r1\n");
    }

    @Property(tries = 120)
    void an_append_that_was_cut_off_anywhere_is_taken_away_and_nothing_else(@ForAll @IntRange(min = 0, max = 200) int bytes) throws IOException {
        Path home = Files.createTempDirectory("hourbook-ledger");
        try {
            Path file = home.resolve("books.journal");
            Files.writeString(file, LedgerFile.read(file, "HB-1").block("HB-1", 1, BODY));
            byte[] before = Files.readAllBytes(file);
            byte[] block = LedgerFile.read(file, "HB-2").block("HB-2", 1, BODY).getBytes();
            int kept = Math.min(bytes, block.length);
            Files.write(file, Arrays.copyOf(block, kept), StandardOpenOption.APPEND);

            LedgerFile mended = LedgerFile.read(file, "HB-2");
            mended.mend();
            boolean whole = kept == block.length;
            assertThat(mended.found("HB-2")).isEqualTo(whole ? Optional.of(1) : Optional.empty());
            Files.writeString(file, whole ? "" : mended.block("HB-2", 1, BODY), StandardOpenOption.APPEND);

            byte[] after = Files.readAllBytes(file);
            assertThat(Arrays.copyOf(after, before.length)).isEqualTo(before);
            assertThat(new String(after).split("; hourbook begin HB-2 r1\n", -1)).hasSize(2);
            assertThat(LedgerFile.read(file, "HB-2").found("HB-2")).contains(1);
        } finally {
            Files.deleteIfExists(home.resolve("books.journal"));
            Files.delete(home);
        }
    }

    @Test
    void it_is_read_anew_once_somebody_else_has_written_in_it() throws IOException {
        LedgerFile file = read("HB-1");
        assertThat(file.still()).as("not there, as before").isTrue();
        String block = append("HB-1", 1);
        assertThat(file.still()).isFalse();
        file.appended(block);
        assertThat(file.still()).isTrue();
        assertThat(file.declares("Assets:1200-Receivable")).isTrue();
        Files.writeString(path(), "; a note\n", StandardOpenOption.APPEND);
        assertThat(file.still()).isFalse();
    }
}
