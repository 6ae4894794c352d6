package io.hourbook.readback;

import io.hourbook.delivery.DeliveryCases;
import io.hourbook.delivery.Sending;
import io.hourbook.mapping.Target;
import io.hourbook.mapping.TargetKind;
import io.hourbook.mapping.TargetNames;
import io.hourbook.reload.CaseAdapter;
import io.hourbook.reload.CaseIn;
import io.hourbook.reload.CaseMessage;
import io.hourbook.reload.CaseTold;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Exchange;

/**
 * What the cases beside the routes mean that read a target: a cursor, and a target that answers as the case says. What is said to the
 * target, and what is read out of its answers, the real conversations work out.
 */
public final class ReadingCases implements CaseAdapter {

    private static final String READER = "-reader";
    private static final String TARGET = "read-target";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2025-03-31T12:00:00Z"), ZoneOffset.UTC);

    private final DeliveryCases calls;
    private TargetReading reading;
    private String cursor;
    private String code;

    /** @param calls knows how a call to a target looks in a case */
    public ReadingCases(DeliveryCases calls) {
        this.calls = calls;
    }

    /** Whether the cases of this file are about reading: {@code routes/deliver/xero-reader.cases.yaml}. */
    public static boolean about(String path) {
        return path.endsWith(READER + ".cases.yaml") || path.endsWith("/" + TARGET + ".cases.yaml");
    }

    /** What computes in the routes that read. */
    public Map<String, Object> beans() {
        return Map.of("plainReader", new PlainReader(), "readBack", new Pages());
    }

    /** Stands where {@code readBack} stands: pages are looked for and noted, not kept. */
    public final class Pages {

        public void look(Exchange exchange) {
            reading.look().variables().forEach(exchange::setVariable);
        }

        public void keep(Exchange exchange) {
            ReadingDialogue dialogue = (ReadingDialogue) Sending.conversation(exchange);
            if (dialogue.whole()) {
                Page page = dialogue.page();
                cursor = page.cursor();
                reading.kept(page, page.documents().size());
            } else {
                code = dialogue.problem().code();
                reading.failed(dialogue.problem().getMessage());
            }
        }

        public void failed(Exchange exchange) {
            reading.failed(ReadBack.why(exchange));
        }

        public ReadTarget told(Exchange exchange) {
            return reading.told();
        }
    }

    @Override
    public Object message(String route, Map<String, Object> fields) {
        CaseIn in = new CaseIn(fields);
        calls.leaveAlone(in);
        Look look = new Look(
                target(route, in), in.text("cursor", null), in.date("since", LocalDate.of(2025, 3, 1)),
                Instant.parse(in.text("began", "2025-03-31T12:00:00Z")),
                in.list("known").stream()
                        .map(one -> new Look.Known(one.text("id", ""), one.text("reference", ""), one.text("type", "sales-invoice"))).toList());
        in.done();
        if (route.equals(TARGET)) {
            cursor = look.cursor();
            code = null;
            reading = new TargetReading(look.target(), look.cursor(), look.since(), look.known(), CLOCK);
            return CaseMessage.of(reading);
        }
        return new CaseMessage("a page", null, Map.of(), Map.of(), look.variables());
    }

    private static Target target(String route, CaseIn in) {
        TargetKind kind = TargetKind.of(route.replace(READER, "")).orElse(TargetKind.HTTP);
        Map<String, String> settings = new LinkedHashMap<>();
        if (in.any("settings") instanceof Map<?, ?> own) {
            own.forEach((name, value) -> settings.put(name.toString(), value.toString()));
        }
        TargetNames names = TargetNames.of(in.list("names").stream()
                .map(row -> List.of(row.text("kind", ""), row.text("ours", ""), row.text("theirs", ""))).toList());
        return new Target("default", kind, "http://books.example", in.text("token", null), 500, 0, 4, 0, 30, null, settings, names);
    }

    @Override
    public Object told(Object value) {
        return CaseTold.plain(value);
    }

    /** A call as it goes to the target; at the end, what was told. */
    @Override
    public List<Map<String, Object>> fields(String exit, Exchange exchange, String address) {
        if (!exit.equals("end")) {
            return calls.fields(exit, exchange, address);
        }
        Map<String, Object> told = new LinkedHashMap<>();
        if (exchange.getMessage().getBody() instanceof ReadTarget ended) {
            told.putAll(plain(ended));
            told.put("cursor", cursor);
            told.put("code", code);
        } else if (Sending.conversation(exchange) instanceof ReadingDialogue reading) {
            if (reading.whole()) {
                told.putAll(shown(reading.page()));
            } else {
                told.put("words", reading.words());
                told.put("code", reading.problem() == null ? null : reading.problem().code());
            }
        }
        return List.of(told);
    }

    private static Map<String, Object> shown(Page page) {
        Map<String, Object> told = new LinkedHashMap<>(plain(page));
        told.put("cursor", page.cursor());
        told.put("more", page.more() ? "yes" : "no");
        return told;
    }

    /** Records by their fields, words in lower case, amounts and days as texts. */
    private static Map<String, Object> plain(Record value) {
        Map<String, Object> fields = new LinkedHashMap<>();
        CaseTold.fields(value).forEach((name, one) -> fields.put(name, one(one)));
        return fields;
    }

    private static Object one(Object value) {
        if (value instanceof Record record) {
            return plain(record);
        } else if (value instanceof List<?> list) {
            List<Object> all = new ArrayList<>();
            list.forEach(each -> all.add(one(each)));
            return all;
        } else if (value instanceof Enum<?> word) {
            return word.name().toLowerCase(Locale.ROOT);
        } else if (value instanceof Boolean yes) {
            return yes ? "yes" : "no";
        } else if (value instanceof BigDecimal amount) {
            return amount.toPlainString();
        }
        return value == null ? null : value.toString();
    }
}
