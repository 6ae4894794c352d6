package io.hourbook.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A line's hash is of its JSON, so it has to be written to the letter as it has always been: as Jackson's generator writes it. */
class LineJsonTest {

    @Property(tries = 2_000)
    void whateverIsSaidIsWrittenAsJacksonWritesIt(@ForAll String description, @ForAll String worker, @ForAll long seconds) throws IOException {
        assertThat(ours(description, worker, seconds)).isEqualTo(jacksons(description, worker, seconds));
    }

    @Example
    void controlCharactersQuotesAndTwoPartLettersAreWrittenAsJacksonWritesThem() throws IOException {
        StringBuilder every = new StringBuilder("😀é \u2028</script>");
        for (char c = 0; c < 0x180; c++) {
            every.append(c);
        }
        assertThat(ours(every.toString(), null, -1)).isEqualTo(jacksons(every.toString(), null, -1));
    }

    private static String ours(String description, String worker, long seconds) {
        return new LineJson()
                .entry(description)
                .text("description", description)
                .text("worker", worker)
                .number("seconds", seconds)
                .money("amount", new BigDecimal("12.5"), "USD")
                .money("baseAmount", null, "USD")
                .original("JPY", new BigDecimal("1000"))
                .raw("exchange", "{\"rate\":\"1.1\"}")
                .raw("none", null)
                .done();
    }

    private static String jacksons(String description, String worker, long seconds) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = new JsonFactory().createGenerator(text)) {
            out.writeStartObject();
            out.writeArrayFieldStart("entries");
            out.writeString(description);
            out.writeEndArray();
            out.writeStringField("description", description);
            out.writeStringField("worker", worker);
            out.writeNumberField("seconds", seconds);
            out.writeStringField("amount", "12.50");
            out.writeNullField("baseAmount");
            out.writeObjectFieldStart("original");
            out.writeStringField("currency", "JPY");
            out.writeStringField("amount", "1000");
            out.writeEndObject();
            out.writeFieldName("exchange");
            out.writeRawValue("{\"rate\":\"1.1\"}");
            out.writeFieldName("none");
            out.writeRawValue("null");
            out.writeEndObject();
        }
        return text.toString();
    }
}
