package io.hourbook.xero;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hourbook.document.Documents.Outgoing;
import io.hourbook.mapping.Target;
import io.hourbook.mapping.TargetKind;
import io.hourbook.mapping.TargetNames;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** That what we wrote is known again in what Xero shows, and whatever people change of it is seen. */
class ContentTest {

    private static final String CONTACT = "430fa14a-f945-44d3-9f97-5df5e28441b8";
    private static final List<String> TYPES = List.of("sales-invoice", "vendor-bill", "credit-note", "vendor-credit", "journal-entry");
    private static final String[] WORDS = {"Homepage", "Call re: Q3?", "Zoë's \"mail\" ", "two\nlines", "Ω – 100 % 🙂", ""};

    private static Target target(Random random) {
        List<List<String>> names = new ArrayList<>(List.of(List.of("counterparty", "*", CONTACT)));
        if (random.nextBoolean()) {
            names.add(List.of("tax", random.nextBoolean() ? "*" : "4020", "OUTPUT2"));
        }
        if (random.nextBoolean()) {
            names.add(List.of("account", "4020", random.nextBoolean() ? "d2429b4f-ad8b-45e5-815a-13f5ecb0d5c1" : "200"));
        }
        if (random.nextBoolean()) {
            names.add(List.of("item", "ITEM-DEV", "DEV"));
        }
        Map<String, String> settings = random.nextBoolean() ? Map.of("tenant", "T")
                : Map.of("tenant", "T", "project_category", "Project", "service_category", "Service", "numbers", random.nextBoolean() ? "ours" : "theirs");
        return new Target("books", TargetKind.XERO, "https://xero.example", null, 500, 50, 4, 0, 30, null, settings, TargetNames.of(names));
    }

    private static Paper paper(Random random) {
        String type = TYPES.get(random.nextInt(TYPES.size()));
        String currency = List.of("USD", "EUR").get(random.nextInt(2));
        ObjectNode ours = Json.object().put("type", type).put("status", "draft").put("counterparty", "CUST-1").put("date", "2025-03-31")
                .put("period", "2025-03").put("currency", currency).put("baseCurrency", "USD");
        if (random.nextBoolean()) {
            ours.put("due", "2025-04-30");
        }
        ArrayNode lines = ours.putArray("lines");
        BigDecimal total = BigDecimal.ZERO;
        for (int line = 1 + random.nextInt(6); line > 0; line--) {
            BigDecimal hours = BigDecimal.valueOf(1 + random.nextInt(40_000), 4);
            BigDecimal rate = BigDecimal.valueOf(1 + random.nextInt(20_000), random.nextInt(3));
            BigDecimal amount = hours.multiply(rate).setScale(2, RoundingMode.HALF_UP);
            total = total.add(amount);
            ObjectNode one = lines.addObject().put("line", "l" + line).put("description", WORDS[random.nextInt(WORDS.length)])
                    .put("account", random.nextBoolean() ? "4020" : "4030").put("item", "ITEM-DEV")
                    .put("project", random.nextBoolean() ? "ACME" : null).put("service", random.nextBoolean() ? "DEV" : null);
            if (type.equals("journal-entry")) {
                one.put("debit", amount.toPlainString()).put("baseAmount", amount.toPlainString());
            } else {
                one.put("hours", hours.toPlainString()).put("rate", rate.toPlainString()).put("amount", amount.toPlainString());
                one.putObject("original").put("currency", random.nextInt(3) == 0 ? "GBP" : currency);
            }
        }
        if (type.equals("journal-entry")) {
            lines.addObject().put("line", "c").put("description", "Owed").put("account", "2100").put("credit", total.toPlainString())
                    .put("baseAmount", total.toPlainString());
        }
        ours.put("total", total.toPlainString()).put("baseTotal", total.multiply(new BigDecimal("1.0815")).setScale(2, RoundingMode.HALF_UP).toPlainString());
        return Papers.of(new Outgoing(1, "HB-1", type, 1, null, 0, Json.written(ours)), target(random));
    }

    /** As it is kept: with an id, and its lines in whatever order. */
    private static ObjectNode shown(Paper paper, Random random) {
        ObjectNode kept = paper.with(paper.counterparty() == null ? null : CONTACT);
        kept.put(paper.resource().id(), CONTACT);
        List<JsonNode> lines = new ArrayList<>();
        kept.path(paper.resource().lines()).forEach(lines::add);
        Collections.shuffle(lines, random);
        kept.putArray(paper.resource().lines()).addAll(lines);
        return Echo.of(paper.resource(), kept);
    }

    private static Content written(Paper paper) {
        return Content.read(Content.of(paper.resource(), paper.with(paper.counterparty() == null ? null : CONTACT)).text());
    }

    @Property(tries = 400, seed = "6")
    void what_xero_shows_of_what_we_wrote_is_never_taken_for_an_edit(@ForAll @IntRange(min = 0) int seed) {
        Random random = new Random(seed);
        Paper paper = paper(random);
        Element standing = new Element(paper.resource(), shown(paper, random));
        assertThat(written(paper).unlike(standing)).as(standing.json().toString()).isEmpty();
        assertThat(written(paper).bare(paper.resource()).unlike(standing)).isEmpty();
        assertThat(Content.of(paper.resource(), standing.json()).unlike(standing)).as("what Xero made of it is like itself").isEmpty();
    }

    @Property(tries = 400, seed = "7")
    void whatever_people_change_that_an_update_would_take_back_is_seen(@ForAll @IntRange(min = 0) int seed) {
        Random random = new Random(seed);
        Paper paper = paper(random);
        ObjectNode shown = shown(paper, random);
        ArrayNode lines = (ArrayNode) shown.path(paper.resource().lines());
        ObjectNode line = (ObjectNode) lines.get(random.nextInt(lines.size()));
        String changed = change(paper, shown, lines, line, random.nextInt(9));
        List<String> unlike = written(paper).unlike(new Element(paper.resource(), shown));
        assertThat(unlike).as(changed + " of " + shown).isNotEmpty();
        assertThat(String.join("; ", unlike)).as("short enough for a letter").hasSizeLessThan(2_000);
    }

    private static String change(Paper paper, ObjectNode shown, ArrayNode lines, ObjectNode line, int what) {
        boolean journal = paper.resource().journal();
        switch (what) {
            case 0 -> line.put("LineAmount", line.path("LineAmount").decimalValue().add(new BigDecimal("0.01")));
            case 1 -> line.put("Description", line.path("Description").asText() + "!");
            case 2 -> line.put("AccountID", Echo.id("999")).put("AccountCode", "999");
            case 3 -> shown.put("Date", "/Date(1743465600000+0000)/").put("DateString", "2025-04-01T00:00:00");
            case 4 -> lines.addObject().put("Description", "a note");
            case 5 -> lines.remove(0);
            case 6 -> line.put("Quantity", new BigDecimal("77")).put("LineAmount", journal ? new BigDecimal("7") : line.path("LineAmount").decimalValue());
            case 7 -> line.put("DiscountRate", new BigDecimal("10")).put("LineAmount", line.path("LineAmount").decimalValue().subtract(BigDecimal.ONE));
            default -> shown.put(journal ? "Narration" : "CurrencyCode", "GBP");
        }
        return "change " + what;
    }

    @Test
    void what_changed_is_told_by_what_stands_there_and_what_does_not() {
        Paper paper = paper(new Random(11));
        ObjectNode shown = shown(paper, new Random(1));
        ObjectNode line = (ObjectNode) shown.path(paper.resource().lines()).get(0);
        String amount = line.path("LineAmount").decimalValue().setScale(2).toPlainString();
        line.put("LineAmount", new BigDecimal("1.5"));
        assertThat(written(paper).unlike(new Element(paper.resource(), shown)).get(0)).contains("line \"", "LineAmount 1.5 in the place of " + amount);
    }
}
