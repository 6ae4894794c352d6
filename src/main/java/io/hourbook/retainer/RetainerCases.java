package io.hourbook.retainer;

import io.hourbook.mapping.Retainer;
import io.hourbook.reload.CaseAdapter;
import io.hourbook.reload.CaseIn;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A retainer as a case writes it: {@code prepaid} in {@code currency}, and in order of start {@code amounts} of an hour each,
 * or {@code entries} with more to say. What a final document already drew of an entry is {@code final}.
 */
public final class RetainerCases implements CaseAdapter {

    private static final LocalDate FROM = LocalDate.of(2025, 3, 1);
    private static final LocalDate DAY = LocalDate.of(2025, 3, 4);

    @Override
    public Object message(String route, Map<String, Object> fields) {
        CaseIn in = new CaseIn(fields);
        Retainer retainer = new Retainer(
                "RET-CASE", "EMBER", in.text("currency", "USD"), in.decimal("prepaid"),
                Retainer.Overage.valueOf(in.text("overage", "invoice").toUpperCase(Locale.ROOT)), in.date("from", FROM), "case");
        List<RetainerState.Item> items = new ArrayList<>();
        for (String amount : in.texts("amounts")) {
            items.add(item(items.size() + 1, new CaseIn(Map.of("amount", amount))));
        }
        for (CaseIn entry : in.list("entries")) {
            items.add(item(items.size() + 1, entry));
            entry.done();
        }
        in.done();
        return new RetainerState(retainer, items.stream().anyMatch(item -> item.kept() != null), items, List.of());
    }

    private static RetainerState.Item item(long id, CaseIn in) {
        BigDecimal amount = in.decimal("amount");
        long seconds = in.number("seconds", 3_600);
        long rawSeconds = in.number("rawSeconds", seconds);
        BigDecimal kept = in.decimal("final");
        boolean nothing = kept != null && kept.signum() == 0;
        return new RetainerState.Item(
                id, in.date("date", DAY), "DEV", "4020", amount, seconds, rawSeconds,
                kept == null ? null : new Drawing.Drawn(
                        id, kept, nothing ? 0 : seconds, nothing ? 0 : rawSeconds, amount.subtract(kept), nothing ? seconds : 0,
                        nothing ? rawSeconds : 0));
    }

    /** What a retainer would pay of one piece of work, were it the first: {@code drawn} and {@code rest} in its currency. */
    public static Map<String, Object> first(Retainer retainer, LocalDate date, BigDecimal amount) {
        RetainerState.Item work = new RetainerState.Item(1, date, "DEV", "4020", amount, 3_600, 3_600, null);
        RetainerState drawn = new DrawingStep().draw(new RetainerState(retainer, false, List.of(work), List.of()));
        return new RetainerCases().fields("end", drawn).get(0);
    }

    /** What the retainer paid of each entry and what it left, in the order in which the case has them. */
    @Override
    public List<Map<String, Object>> fields(String exit, Object body) {
        return ((RetainerState) body).drawn().stream().sorted(Comparator.comparing(Drawing.Drawn::entryId)).map(drawn -> {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("drawn", drawn.amount());
            fields.put("rest", drawn.restAmount());
            fields.put("drawnSeconds", drawn.seconds());
            fields.put("restSeconds", drawn.restSeconds());
            fields.put("drawnRawSeconds", drawn.rawSeconds());
            fields.put("restRawSeconds", drawn.restRawSeconds());
            return fields;
        }).toList();
    }
}
