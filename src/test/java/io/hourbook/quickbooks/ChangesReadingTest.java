package io.hourbook.quickbooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

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
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** That whatever changes in a company is read, also where it changes while it is read, or more than a list of changes holds. */
class ChangesReadingTest {

    private static final Target TARGET = new Target(
            "books", TargetKind.QUICKBOOKS, "https://quickbooks.example", null, 500, 30, 4, 0, 30, null, Map.of("realm", "9341457"), TargetNames.NONE);
    private static final Pattern QUERY = Pattern.compile(
            "select \\* from (\\w+) where MetaData.LastUpdatedTime >= '([^']+)' orderby MetaData.LastUpdatedTime startposition (\\d+) maxresults (\\d+)");

    /** A company whose people are at work: its list of changes goes back thirty days and has a thousand things, and no more. */
    private static final class AtWork {
        private final Map<String, Map<String, ObjectNode>> things = new LinkedHashMap<>();
        private final Random random;
        private Instant now = Instant.parse("2025-04-01T08:00:00Z");
        private int ids;

        AtWork(Random random) {
            this.random = random;
            Seeing.THINGS.forEach(each -> things.put(each, new LinkedHashMap<>()));
        }

        void change() {
            now = now.plusSeconds(random.nextInt(2));
            String thing = Seeing.THINGS.get(random.nextInt(3) > 0 ? 0 : random.nextInt(Seeing.THINGS.size()));
            Map<String, ObjectNode> all = things.get(thing);
            String id = all.isEmpty() || random.nextInt(3) > 0 ? String.valueOf(++ids) : List.copyOf(all.keySet()).get(random.nextInt(all.size()));
            ObjectNode one = all.computeIfAbsent(id, any -> FakeQuickBooks.JSON.createObjectNode());
            one.removeAll();
            one.put("Id", id).put("TxnDate", "2025-03-31").put("SyncToken", String.valueOf(ids));
            one.putObject("MetaData").put("LastUpdatedTime", OffsetDateTime.ofInstant(now, ZoneOffset.ofHours(-7)).toString());
            int what = random.nextInt(8);
            one.put("TotalAmt", what == 0 ? 0 : 10).put("Balance", what == 0 ? 0 : what == 1 ? 4 : 10)
                    .put("PrivateNote", (what == 0 ? "Voided - " : "") + "Hourbook HB-" + id + " [0123456789abcdef]");
            ArrayNode lines = one.putArray("Line");
            if (thing.endsWith("Payment")) {
                lines.addObject().put("Amount", 6).putArray("LinkedTxn").addObject().put("TxnId", "1").put("TxnType", thing.equals("Payment") ? "Invoice" : "Bill");
            }
        }

        Answer answer(Request request) {
            now = now.plusMillis(300);
            if (random.nextInt(12) == 0) {
                return new Answer(429, Duration.ofSeconds(30), "{}".getBytes(StandardCharsets.UTF_8));
            }
            Map<String, String> query = new HashMap<>();
            for (String pair : request.query().split("&")) {
                query.put(pair.split("=", 2)[0], URLDecoder.decode(pair.split("=", 2)[1], StandardCharsets.UTF_8));
            }
            ObjectNode answer = FakeQuickBooks.JSON.createObjectNode();
            if (request.path().endsWith("/cdc")) {
                Instant since = Instant.parse(query.get("changedSince"));
                assertThat(since).as("thirty days at most").isAfter(now.minus(Duration.ofDays(30)));
                ArrayNode lists = answer.putArray("CDCResponse").addObject().putArray("QueryResponse");
                int[] room = {1_000};
                things.forEach((thing, all) -> {
                    ArrayNode list = lists.addObject().putArray(thing);
                    all.values().stream().filter(one -> !moment(one).isBefore(since)).filter(one -> room[0]-- > 0).forEach(one -> list.add(one.deepCopy()));
                });
            } else {
                Matcher select = QUERY.matcher(query.get("query"));
                assertThat(select.matches()).as(query.get("query")).isTrue();
                ObjectNode response = answer.putObject("QueryResponse");
                Instant since = Instant.parse(select.group(2));
                things.get(select.group(1)).values().stream()
                        .filter(one -> !one.path("status").asText().equals("Deleted") && !moment(one).isBefore(since))
                        .sorted(Comparator.comparing(AtWork::moment))
                        .skip(Long.parseLong(select.group(3)) - 1).limit(Long.parseLong(select.group(4)))
                        .forEach(one -> response.withArray(select.group(1)).add(one.deepCopy()));
            }
            return new Answer(200, null, answer.toString().getBytes(StandardCharsets.UTF_8));
        }

        private static Instant moment(ObjectNode one) {
            return OffsetDateTime.parse(one.path("MetaData").path("LastUpdatedTime").asText()).toInstant();
        }
    }

    @Property(tries = 40, seed = "9")
    void nothing_that_changes_is_missed_however_much_changes_between_two_pages(@ForAll @IntRange(min = 0) int seed) {
        Random random = new Random(seed);
        AtWork company = new AtWork(random);
        LocalDate first = LocalDate.of(2025, random.nextBoolean() ? 1 : 3, 20);
        for (int change = random.nextInt(random.nextInt(4) == 0 ? 1_800 : 300); change > 0; change--) {
            company.change();
        }
        Map<String, String> seen = new HashMap<>();
        String cursor = null;
        int rounds = 0;
        for (int call = 0; call < 400 && rounds < 3; call++) {
            ChangesReading reading = new ChangesReading(new Look(TARGET, cursor, first, company.now, List.of()));
            Answer answer = company.answer(reading.request());
            if (answer.status() == 429) {
                assertThat(catchThrowableOfType(TryLater.class, () -> reading.hear(answer))).isNotNull();
                continue;
            }
            reading.hear(answer);
            Page page = reading.page();
            page.documents().forEach(one -> seen.put(one.id(), one.state().name()));
            page.payments().forEach(one -> seen.put(one.id(), one.reversed() ? "reversed" : one.amount().toPlainString()));
            cursor = page.cursor();
            if (!page.more()) {
                rounds++;
            }
            for (int change = rounds < 2 ? random.nextInt(4) : 0; change > 0; change--) {
                company.change();
            }
        }
        assertThat(rounds).isEqualTo(3);
        Map<String, String> there = new HashMap<>();
        company.things.forEach((thing, all) -> all.forEach((id, one) -> {
            boolean voided = one.path("TotalAmt").asInt() == 0;
            boolean used = one.path("Balance").asInt() != one.path("TotalAmt").asInt();
            there.put(id, thing.endsWith("Payment") ? voided ? "reversed" : "6" : voided ? "VOID" : used ? "FINAL" : "DRAFT");
        }));
        assertThat(seen).isEqualTo(there);
    }

    @Test
    void a_company_that_does_not_tell_is_told_of() {
        Look look = new Look(TARGET, null, LocalDate.of(2025, 3, 20), Instant.parse("2025-04-01T08:00:00Z"), List.of());
        Answer fault = new Answer(400, null,
                "{\"Fault\":{\"Error\":[{\"Message\":\"No such company\",\"code\":\"4000\"}],\"type\":\"ValidationFault\"}}".getBytes(StandardCharsets.UTF_8));
        assertThat(catchThrowableOfType(Problem.class, () -> new ChangesReading(look).hear(fault)).getMessage()).contains("DEL-512", "No such company");
    }

    @Test
    void what_says_what_we_wrote_is_ours_and_a_payment_that_is_deleted_was_for_all_that_it_settled() {
        ObjectNode bill = FakeQuickBooks.JSON.createObjectNode().put("Id", "7").put("TxnDate", "2025-03-31").put("TotalAmt", 10).put("Balance", 10);
        bill.putArray("Line").addObject().put("Amount", 10).put("DetailType", "AccountBasedExpenseLineDetail");
        bill.put("PrivateNote", new Mark("HB-BIL-1").note(Fingerprint.of(Entity.BILL, bill)) + " thanks");
        Seeing seeing = new Seeing();
        seeing.see("Bill", bill);
        bill.put("TxnDate", "2025-04-01");
        seeing.see("Bill", bill);
        seeing.see("BillPayment", FakeQuickBooks.JSON.createObjectNode().put("Id", "9").put("status", "Deleted"));
        assertThat(seeing.documents()).extracting(seen -> seen.says().name()).containsExactly("OURS", "OTHERS");
        assertThat(seeing.documents().get(0).reference()).isEqualTo("HB-BIL-1");
        assertThat(seeing.documents().get(0).payments()).as("nothing is set against it").isEmpty();
        assertThat(seeing.payments()).hasSize(1).allSatisfy(payment -> assertThat(payment.documentId() == null && payment.reversed()).isTrue());
    }
}
