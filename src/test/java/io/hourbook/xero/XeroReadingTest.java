package io.hourbook.xero;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hourbook.delivery.Answer;
import io.hourbook.delivery.Request;
import io.hourbook.delivery.TryLater;
import io.hourbook.mapping.Target;
import io.hourbook.mapping.TargetKind;
import io.hourbook.mapping.TargetNames;
import io.hourbook.problem.Problem;
import io.hourbook.readback.Look;
import io.hourbook.readback.Page;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** That whatever changes in an organisation is read, also where it changes while it is read. */
class XeroReadingTest {

    private static final Target TARGET = new Target(
            "books", TargetKind.XERO, "https://xero.example", null, 500, 50, 4, 0, 30, null, Map.of("tenant", "T"), TargetNames.NONE);
    private static final LocalDate FIRST = LocalDate.of(2025, 3, 1);
    private static final String[] STATES = {"DRAFT", "SUBMITTED", "AUTHORISED", "PAID", "VOIDED", "DELETED"};

    /** An organisation whose people are at work: everything has the moment of its last change, and a call may be one too many. */
    private static final class AtWork {
        private final Map<String, Map<String, ObjectNode>> things = new LinkedHashMap<>();
        private final Random random;
        private Instant now = Instant.parse("2025-04-01T08:00:00.500Z");
        private final int pause;

        AtWork(Random random) {
            this.random = random;
            // some organisations change a hundred things in one second, by an import
            this.pause = random.nextInt(3) == 0 ? 1 : 400;
            List.of("Invoices", "CreditNotes", "ManualJournals", "Payments").forEach(each -> things.put(each, new LinkedHashMap<>()));
        }

        void change() {
            now = now.plusMillis(random.nextInt(pause) + 1L);
            List<String> resources = List.copyOf(things.keySet());
            String resource = resources.get(random.nextInt(random.nextInt(4) == 0 ? 4 : 1));
            Map<String, ObjectNode> all = things.get(resource);
            String id = all.isEmpty() || random.nextInt(3) > 0 && all.size() < 260 ? Echo.id(resource + all.size())
                    : List.copyOf(all.keySet()).get(random.nextInt(all.size()));
            ObjectNode one = all.computeIfAbsent(id, any -> Json.object());
            one.put("UpdatedDateUTC", "/Date(" + now.toEpochMilli() + "+0000)/").put("Date", "/Date(1743379200000+0000)/");
            if (resource.equals("Payments")) {
                one.put("PaymentID", id).put("Amount", new BigDecimal("5.0")).put("Status", random.nextInt(4) == 0 ? "DELETED" : "AUTHORISED")
                        .putObject("Invoice").put("InvoiceID", Echo.id("Invoices0"));
                return;
            }
            Resource of = XeroBooks.resource(resource);
            one.put(of.id(), id).put("Status", of.journal() ? "POSTED" : STATES[random.nextInt(STATES.length)]);
            one.put(of.journal() ? "Narration" : of.number(), "HB-" + id).put("Total", new BigDecimal(random.nextInt(900)));
        }

        Answer answer(Request request) {
            now = now.plusMillis(50);
            if (random.nextInt(12) == 0) {
                return new Answer(429, Duration.ofSeconds(3), new byte[0]);
            }
            assertThat(request.headers()).containsEntry("xero-tenant-id", "T");
            Instant since = LocalDateTime.parse(request.headers().get("If-Modified-Since")).toInstant(ZoneOffset.UTC);
            Map<String, String> query = new HashMap<>();
            for (String pair : request.query().split("&")) {
                query.put(pair.split("=")[0], pair.split("=")[1]);
            }
            assertThat(query).containsEntry("order", "UpdatedDateUTC%20ASC");
            ObjectNode answer = Json.object();
            ArrayNode list = answer.putArray(request.path().substring(1));
            int size = Integer.parseInt(query.get("pageSize"));
            things.get(request.path().substring(1)).values().stream()
                    .filter(one -> !moment(one).isBefore(since))
                    .sorted(Comparator.comparing(AtWork::moment))
                    .skip((Integer.parseInt(query.get("page")) - 1L) * size).limit(size)
                    .forEach(one -> list.add(one.deepCopy()));
            return new Answer(200, null, Json.written(answer).getBytes(StandardCharsets.UTF_8));
        }

        private static Instant moment(JsonNode one) {
            return Element.moment(one.path("UpdatedDateUTC").asText());
        }
    }

    @Property(tries = 60, seed = "8")
    void nothing_that_changes_is_missed_however_much_changes_between_two_pages(@ForAll @IntRange(min = 0) int seed) {
        Random random = new Random(seed);
        AtWork organisation = new AtWork(random);
        for (int change = random.nextInt(500); change > 0; change--) {
            organisation.change();
        }
        Map<String, String> seen = new HashMap<>();
        String cursor = null;
        int rounds = 0;
        for (int call = 0; call < 400 && rounds < 3; call++) {
            XeroReading reading = new XeroReading(new Look(TARGET, cursor, FIRST, organisation.now, List.of()));
            Answer answer = organisation.answer(reading.request());
            if (answer.status() == 429) {
                assertThat(catchThrowableOfType(TryLater.class, () -> reading.hear(answer))).isNotNull();
                continue;
            }
            reading.hear(answer);
            Page page = reading.page();
            page.documents().forEach(one -> seen.put(one.id(), one.state().name()));
            page.payments().forEach(one -> seen.put(one.id(), one.reversed() ? "reversed" : "paid"));
            cursor = page.cursor();
            assertThat(cursor).hasSizeLessThan(Page.LONGEST_CURSOR);
            // people stop before the last round, and are busy on the way there
            if (!page.more()) {
                rounds++;
            }
            for (int change = rounds < 2 ? random.nextInt(4) : 0; change > 0; change--) {
                organisation.change();
            }
        }
        assertThat(rounds).isEqualTo(3);
        Map<String, String> there = new HashMap<>();
        organisation.things.forEach((resource, all) -> all.forEach((id, one) -> there.put(id, resource.equals("Payments")
                ? one.path("Status").asText().equals("DELETED") ? "reversed" : "paid" : state(one.path("Status").asText()))));
        assertThat(seen).isEqualTo(there);
    }

    private static String state(String status) {
        return switch (status) {
            case "DRAFT", "SUBMITTED" -> "DRAFT";
            case "VOIDED" -> "VOID";
            case "DELETED" -> "GONE";
            default -> "FINAL";
        };
    }

    @Test
    void an_app_that_may_not_read_is_told_and_an_answer_that_is_none_is_read_again() {
        Look look = new Look(TARGET, null, FIRST, Instant.parse("2025-04-01T08:00:00Z"), List.of());
        Answer forbidden = new Answer(403, null, "{\"Title\":\"Forbidden\",\"Detail\":\"insufficient_scope\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(catchThrowableOfType(Problem.class, () -> new XeroReading(look).hear(forbidden)).getMessage()).contains("DEL-417", "insufficient_scope");
        Answer page = new Answer(200, null, "<html>".getBytes(StandardCharsets.UTF_8));
        assertThat(catchThrowableOfType(TryLater.class, () -> new XeroReading(look).hear(page))).isNotNull();
    }

    @Test
    void what_we_approve_ourselves_is_not_final_before_something_hangs_on_it() {
        Settings approving = Settings.of(new Target("books", TargetKind.XERO, "https://xero.example", null, 500, 50, 4, 0, 30, null,
                Map.of("tenant", "T", "status", "authorised", "numbers", "theirs"), TargetNames.NONE));
        ObjectNode invoice = Json.object().put("InvoiceID", Echo.id("1")).put("Type", "ACCREC").put("InvoiceNumber", "INV-7").put("Reference", "HB-INV-1")
                .put("Status", "AUTHORISED").put("LineAmountTypes", "Inclusive");
        invoice.putArray("LineItems").addObject().put("LineAmount", new BigDecimal("12.00"));
        assertThat(Seeing.document(new Element(Resource.INVOICES, invoice), approving).orElseThrow())
                .satisfies(seen -> assertThat(seen.state().name()).isEqualTo("DRAFT"))
                .satisfies(seen -> assertThat(seen.reference()).isEqualTo("HB-INV-1"))
                .satisfies(seen -> assertThat(seen.amounts()).as("there is tax in them").isNull());
        invoice.put("SentToContact", true);
        assertThat(Seeing.document(new Element(Resource.INVOICES, invoice), approving).orElseThrow().state().name()).isEqualTo("FINAL");
    }
}
