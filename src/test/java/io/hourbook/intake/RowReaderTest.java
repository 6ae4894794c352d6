package io.hourbook.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.hourbook.intake.RowReader.Damage;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowReaderTest {

    private record Row(long line, List<String> fields, String raw, Damage damage) {}

    private static List<Row> read(String text) {
        return read(new StringReader(text));
    }

    private static List<Row> read(Reader text) {
        try {
            RowReader reader = new RowReader(text, ',');
            List<Row> rows = new ArrayList<>();
            while (reader.next()) {
                List<String> fields = new ArrayList<>();
                for (int field = 0; reader.damage() == null && field < reader.fields(); field++) {
                    fields.add(reader.field(field));
                }
                rows.add(new Row(reader.line(), fields, reader.raw(), reader.damage()));
            }
            return rows;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Row row(long line, String raw, String... fields) {
        return new Row(line, List.of(fields), raw, null);
    }

    private static Row damaged(long line, String raw, Damage damage) {
        return new Row(line, List.of(), raw, damage);
    }

    @Test
    void fieldsMayBeQuotedAndHoldDelimitersQuotesAndLineEnds() {
        assertThat(read("a,\"b,\"\"c\"\"\",\"d\ne\"\nf,g,h\n")).containsExactly(
                row(1, "a,\"b,\"\"c\"\"\",\"d\ne\"", "a", "b,\"c\"", "d\ne"),
                row(3, "f,g,h", "f", "g", "h"));
    }

    @Test
    void everyLineEndCountsOnceAndBlankLinesAreNoRows() {
        assertThat(read("a,b\r\nc,d\re,f\n\n\r\ng,")).containsExactly(
                row(1, "a,b", "a", "b"), row(2, "c,d", "c", "d"), row(3, "e,f", "e", "f"), row(6, "g,", "g", ""));
        assertThat(read("")).isEmpty();
        assertThat(read("\n\r\n\n")).isEmpty();
    }

    @Test
    void aQuoteInsideAnUnquotedFieldIsAnOrdinaryCharacter() {
        assertThat(read("5\" pipe,b")).containsExactly(row(1, "5\" pipe,b", "5\" pipe", "b"));
    }

    @Test
    void anEmptyQuotedFieldAloneIsARow() {
        assertThat(read("\"\"\n")).containsExactly(row(1, "\"\"", ""));
    }

    @Test
    void aQuoteThatIsNeverClosedDamagesItsOwnLineOnly() {
        assertThat(read("a,b\nc,\"d\ne,f\ng,h\n")).containsExactly(
                row(1, "a,b", "a", "b"), damaged(2, "c,\"d", Damage.QUOTE_NOT_CLOSED), row(3, "e,f", "e", "f"), row(4, "g,h", "g", "h"));
    }

    @Test
    void textBehindAClosedQuoteDamagesItsOwnLineOnly() {
        assertThat(read("a,\"b\"c\r\nd,e\r\n")).containsExactly(
                damaged(1, "a,\"b\"c", Damage.TEXT_AFTER_QUOTE), row(2, "d,e", "d", "e"));
        assertThat(read("c,\"d\ne,\"f\"\ng,h")).containsExactly(
                damaged(1, "c,\"d", Damage.TEXT_AFTER_QUOTE), row(2, "e,\"f\"", "e", "f"), row(3, "g,h", "g", "h"));
    }

    @Test
    void anUnclosedQuoteAtTheVeryEndIsDamage() {
        assertThat(read("a,b\nc,\"d")).containsExactly(row(1, "a,b", "a", "b"), damaged(2, "c,\"d", Damage.QUOTE_NOT_CLOSED));
    }

    @Test
    void aRowBeyondTheLimitIsDamagedAndReadingGoesOnBehindIt() {
        String huge = "x".repeat(3 * RowReader.ROW_LIMIT);
        List<Row> rows = read("a,b\n" + huge + "\r\nc,d\n");

        assertThat(rows).hasSize(3);
        assertThat(rows.get(1).damage()).isEqualTo(Damage.TOO_LONG);
        assertThat(rows.get(1).raw()).hasSizeLessThan(10_000).startsWith("xxx");
        assertThat(rows.get(2)).isEqualTo(row(3, "c,d", "c", "d"));
    }

    @Test
    void aQuoteThatWouldSwallowMoreThanTheLimitDamagesItsOwnLineOnly() {
        String lines = "some,thing\n".repeat(200_000);
        List<Row> rows = read("a,\"b\n" + lines);

        assertThat(rows).hasSize(200_001);
        assertThat(rows.get(0)).isEqualTo(damaged(1, "a,\"b", Damage.QUOTE_NOT_CLOSED));
        assertThat(rows.get(200_000)).isEqualTo(row(200_001, "some,thing", "some", "thing"));
    }

    @Test
    void rowsAreTheSameHoweverSmallThePiecesInWhichTheTextArrives() {
        String text = "a,\"b\"\"\",c\r\n\"d\r\ne\",f,\r\"x\"y\n\"open\n1,2,3";

        assertThat(read(new OneByOne(text))).isEqualTo(read(text));
    }

    /** Gives one character at a time. */
    private static final class OneByOne extends StringReader {
        OneByOne(String text) {
            super(text);
        }

        @Override
        public int read(char[] buffer, int offset, int length) throws IOException {
            return super.read(buffer, offset, 1);
        }
    }
}
