package io.hourbook.allocation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hourbook.exchange.Cross;
import java.util.LinkedHashMap;
import java.util.Map;

/** An exchange rate as allocations keep it and documents carry it. */
public final class ExchangeJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ExchangeJson() {}

    /** @return null for null: nothing was exchanged */
    public static String of(Cross cross) {
        if (cross == null) {
            return null;
        }
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("from", cross.from());
        fields.put("to", cross.to());
        fields.put("rate", cross.shown().toPlainString());
        fields.put("date", cross.date().toString());
        fields.put("source", cross.source());
        // a line moves with every day that is published above it; the day does not
        fields.put("id", cross.id().replaceAll(":\\d+", "#" + cross.date()));
        try {
            return JSON.writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
