package io.hourbook.xero;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hourbook.delivery.Answer;
import io.hourbook.delivery.Request;
import io.hourbook.document.Documents.Outgoing;
import io.hourbook.mapping.Target;
import io.hourbook.mapping.TargetKind;
import io.hourbook.mapping.TargetNames;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** What is sent and what is understood, against what Xero publishes and what was recorded of it. */
@EnabledIfEnvironmentVariable(named = "HOURBOOK_FIXTURES", matches = ".+",
        disabledReason = "set HOURBOOK_FIXTURES to the folder that holds xero/xero_accounting.yaml and the recorded calls")
class PublishedApiTest {

    private static final Path FOLDER = Path.of(String.valueOf(System.getenv("HOURBOOK_FIXTURES")), "xero");
    private static final String CONTACT = "430fa14a-f945-44d3-9f97-5df5e28441b8";
    private static final List<String> TYPES = List.of("sales-invoice", "vendor-bill", "credit-note", "vendor-credit", "journal-entry");
    private static final Target TARGET = new Target(
            "books", TargetKind.XERO, "https://xero.example", null, 500, 50, 4, 0, 30, null,
            Map.of("tenant", "T", "project_category", "Project", "service_category", "Service", "status", "authorised"),
            TargetNames.of(List.of(List.of("tax", "*", "OUTPUT2"), List.of("counterparty", "*", CONTACT), List.of("item", "ITEM-DEV", "DEV"))));
    private final PublishedApi api = new PublishedApi(FOLDER);
    private final Random random = new Random(1601);

    private static JsonNode read(String file) throws IOException {
        return Json.ours(Files.readString(FOLDER.resolve(file)));
    }

    private static Answer answer(JsonNode body) {
        return new Answer(200, null, Json.written(body).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void what_was_recorded_of_it_is_as_described_and_is_understood() throws IOException {
        for (String file : List.of("recorded-create-invoice.json", "recorded-get-invoice.json")) {
            JsonNode call = read(file).path(0);
            assertThat(api.wrongWithTheirs("Invoices", call.path("response"))).as(file).isEmpty();
            JsonNode sent = call.path("request").path("data");
            assertThat(sent.isMissingNode() ? List.of() : api.wrongWithOurs("Invoices", sent)).as(file).isEmpty();
            Element invoice = Element.of(Resource.INVOICES, answer(call.path("response"))).get(0);
            assertThat(invoice.refused()).isEmpty();
            assertThat(invoice.id()).isNotNull();
            assertThat(invoice.total()).isPositive();
            assertThat(invoice.open()).isFalse();
        }
    }

    @Test
    void its_own_examples_are_as_described_and_are_understood() throws IOException {
        read("openapi-examples-invoices-manualjournals.json").properties().forEach(example -> {
            String path = example.getKey().replaceAll("^\\w+ /(\\w+) .*", "$1");
            assertThat(api.wrongWithTheirs(path, example.getValue())).as(example.getKey()).isEmpty();
            Element element = Element.of(XeroBooks.resource(path), answer(example.getValue())).get(0);
            assertThat(element.id()).isNotNull();
            assertThat(element.total()).isPositive();
            assertThat(element.refused()).as("only the example of a journal says nothing of how it went, and has errors")
                    .hasSize(path.equals("ManualJournals") ? 1 : 0);
        });
    }

    @Test
    void a_description_of_a_wrong_body_is_noticed() {
        ObjectNode body = Json.object();
        body.putArray("Invoices").addObject().put("Type", "ACCREX").put("Contract", "x").put("SubTotal", 1);
        assertThat(api.wrongWithOurs("Invoices", body)).hasSize(3);
    }

    @Test
    void every_body_that_is_sent_is_as_described_and_comes_to_our_total() {
        for (int number = 0; number < 200; number++) {
            Outgoing document = document(number, TYPES.get(number % TYPES.size()));
            Paper paper = Papers.of(document, TARGET);
            String contact = paper.counterparty() == null ? null : CONTACT;
            Calls calls = new Calls("T");
            JsonNode standing = paper.with(contact);
            standing.path(paper.resource().lines()).forEach(line -> ((ObjectNode) line).put("LineItemID", CONTACT));
            for (Request request : List.of(
                    calls.create(paper.resource(), List.of(paper.with(contact)), "key"),
                    calls.update(paper.resource(), CONTACT, paper.with(contact, CONTACT, standing, null), "key"),
                    calls.update(paper.resource(), CONTACT, paper.away(CONTACT, number % 2 == 0), "key"))) {
                assertThat(api.wrongWithOurs(paper.resource().path(), Json.ours(request.body()))).as(request.body()).isEmpty();
                assertThat(request.headers().get("Idempotency-Key").length()).isLessThanOrEqualTo(128);
            }
            assertThat(Json.written(paper.with(contact))).as("an update leaves nothing in it").doesNotContain("LineItemID");
            assertThat(computed(paper)).as(document.json()).isEqualByComparingTo(paper.total());
        }
    }

    @Test
    void what_is_asked_when_it_is_read_back_may_be_asked_and_its_examples_are_read() throws IOException {
        Settings settings = Settings.of(TARGET);
        for (Resource resource : Resource.values()) {
            for (String parameter : List.of("If-Modified-Since", "order", "page", "pageSize")) {
                assertThat(api.takes("/" + resource.path(), parameter)).as(resource + " " + parameter).isTrue();
            }
            JsonNode example = api.example("/" + resource.path());
            assertThat(api.wrongWithTheirs(resource.path(), example)).isEmpty();
            assertThat(example.path(resource.path())).isNotEmpty();
            example.path(resource.path()).forEach(one ->
                    assertThat(Seeing.document(new Element(resource, Json.ours(one.toString())), settings)).isPresent().get()
                            .satisfies(seen -> assertThat(seen.date()).isNotNull()));
        }
        JsonNode paid = api.example("/Payments").path("Payments").path(0);
        assertThat(Seeing.payment(Json.ours(paid.toString()))).isPresent().get().satisfies(payment -> {
            assertThat(payment.documentId()).isEqualTo(paid.path("Invoice").path("InvoiceID").asText());
            assertThat(payment.amount()).isEqualByComparingTo(payment.baseAmount()).isEqualByComparingTo("46.00");
        });
        JsonNode invoice = read("recorded-get-invoice.json").path(0).path("response").path("Invoices").path(0);
        assertThat(Seeing.document(new Element(Resource.INVOICES, invoice), settings)).isPresent().get().satisfies(seen -> {
            assertThat(seen.state().counts()).isTrue();
            assertThat(seen.payable()).isGreaterThan(seen.total());
        });
    }

    /** What Xero comes to, whichever way it rounds. */
    private static BigDecimal computed(Paper paper) {
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode line : paper.body().path(paper.resource().lines())) {
            BigDecimal amount = line.path("LineAmount").decimalValue();
            if (!paper.resource().journal()) {
                BigDecimal exact = line.path("Quantity").decimalValue().multiply(line.path("UnitAmount").decimalValue());
                assertThat(exact.setScale(2, RoundingMode.HALF_EVEN)).isEqualByComparingTo(amount).isEqualByComparingTo(exact.setScale(2, RoundingMode.HALF_UP));
            }
            sum = sum.add(paper.resource().journal() ? amount.max(BigDecimal.ZERO) : amount);
        }
        return sum;
    }

    private Outgoing document(int number, String type) {
        boolean journal = type.equals("journal-entry");
        String currency = List.of("USD", "EUR", "JPY").get(random.nextInt(3));
        ObjectNode ours = Json.object().put("type", type).put("status", "draft").put("counterparty", "CUST-" + number).put("date", "2025-03-31")
                .put("due", "2025-04-30").put("period", "2025-03").put("currency", currency).put("baseCurrency", "USD");
        ArrayNode lines = ours.putArray("lines");
        BigDecimal total = BigDecimal.ZERO;
        for (int line = random.nextInt(12); line >= 0; line--) {
            BigDecimal hours = BigDecimal.valueOf(1 + random.nextInt(100_000), 4);
            BigDecimal rate = BigDecimal.valueOf(1 + random.nextInt(20_000), random.nextInt(3));
            BigDecimal amount = hours.multiply(rate).setScale(currency.equals("JPY") ? 0 : 2, RoundingMode.HALF_UP);
            total = total.add(amount);
            ObjectNode one = lines.addObject().put("line", "l" + line).put("description", line % 4 == 0 ? "" : "Work \"of\" day " + line)
                    .put("project", "ACME-APP").put("service", line % 2 == 0 ? "DEV" : null).put("item", "ITEM-DEV").put("account", "4020");
            if (journal) {
                one.put("debit", amount.toPlainString()).put("baseAmount", amount.toPlainString());
            } else {
                one.put("hours", hours.toPlainString()).put("rate", rate.toPlainString()).put("amount", amount.toPlainString());
                one.putObject("original").put("currency", line % 3 == 0 ? "GBP" : currency);
            }
        }
        if (journal) {
            lines.addObject().put("line", "c").put("description", "Owed").put("account", "2100").put("credit", total.toPlainString())
                    .put("baseAmount", total.toPlainString());
        }
        ours.put("total", total.toPlainString()).put("baseTotal", total.multiply(new BigDecimal("1.0815")).setScale(2, RoundingMode.HALF_UP).toPlainString());
        return new Outgoing(number, "HB-" + number, type, 1, null, 0, Json.written(ours));
    }
}
