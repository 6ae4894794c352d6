package io.hourbook.readback;

import com.fasterxml.jackson.databind.JsonNode;
import io.hourbook.delivery.Answer;
import io.hourbook.delivery.Lines;
import io.hourbook.delivery.Request;
import io.hourbook.delivery.TryLater;
import io.hourbook.mapping.Target;
import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import io.hourbook.readback.SeenDocument.Says;
import io.hourbook.readback.SeenDocument.State;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One page of what an endpoint of the plain contract has to tell ({@code GET /documents/changes}, docs/delivery.md): one call. */
final class PlainReading implements Reading {

    private static final int PAGE = 200;

    private final Look look;
    private Page page;

    PlainReading(Look look) {
        this.look = look;
    }

    @Override
    public boolean asks() {
        return page == null;
    }

    @Override
    public Target target() {
        return look.target();
    }

    @Override
    public Request request() {
        String after = look.cursor() == null ? "" : "&after=" + URLEncoder.encode(look.cursor(), StandardCharsets.UTF_8).replace("+", "%20");
        return new Request("GET", "/documents/changes", "limit=" + PAGE + after, Map.of(), null);
    }

    @Override
    public void hear(Answer answer) {
        if (Lines.passing(answer) && answer.status() != 501) {
            throw new TryLater(Lines.later(answer, false, null));
        }
        if (!answer.ok()) {
            throw new Problem(new Finding(
                    "DEL-701", "target " + look.target().target(), "the target does not tell what changed there", answer.words(),
                    "200 to GET /documents/changes, as docs/delivery.md has it", "take reads: yes off the target, or teach it to tell"));
        }
        try {
            page = page(answer.json());
        } catch (DateTimeException | IllegalArgumentException unreadable) {
            throw new TryLater(Lines.unreadable(answer, false, null));
        }
    }

    @Override
    public Page page() {
        return page;
    }

    private static Page page(JsonNode told) {
        if (!told.path("documents").isArray()) {
            throw new IllegalArgumentException("no list of documents");
        }
        List<SeenDocument> documents = new ArrayList<>();
        told.path("documents").forEach(each -> documents.add(document(each)));
        return Page.of(documents, needed(told, "cursor"), told.path("more").asBoolean());
    }

    private static SeenDocument document(JsonNode told) {
        String id = needed(told, "id");
        JsonNode edited = told.path("edited");
        return SeenDocument.of(id, text(told, "reference"), State.valueOf(needed(told, "status").toUpperCase(Locale.ROOT)))
                .saying(amount(told, "total"), date(told, "date"), date(told, "due"), amounts(told.path("lines")))
                .owing(amount(told, "payable"))
                .written(!edited.isBoolean() ? Says.UNKNOWN : edited.asBoolean() ? Says.OTHERS : Says.OURS, text(told, "version"), text(told, "by"))
                .settledBy(payments(told.path("payments"), id), credits(told.path("credits"), id));
    }

    private static List<SeenPayment> payments(JsonNode told, String document) {
        if (!told.isArray()) {
            return null;
        }
        List<SeenPayment> payments = new ArrayList<>();
        told.forEach(each -> payments.add(new SeenPayment(
                needed(each, "id"), document, LocalDate.parse(needed(each, "date")), new BigDecimal(needed(each, "amount")),
                text(each, "currency"), amount(each, "baseAmount"), each.path("reversed").asBoolean())));
        return payments;
    }

    private static List<SeenCredit> credits(JsonNode told, String document) {
        if (!told.isArray()) {
            return null;
        }
        List<SeenCredit> credits = new ArrayList<>();
        told.forEach(each -> credits.add(new SeenCredit(
                needed(each, "id"), text(each, "reference"), document, date(each, "date"), new BigDecimal(needed(each, "amount")),
                each.path("reversed").asBoolean())));
        return credits;
    }

    private static List<BigDecimal> amounts(JsonNode lines) {
        if (!lines.isArray()) {
            return null;
        }
        List<BigDecimal> amounts = new ArrayList<>();
        for (JsonNode line : lines) {
            BigDecimal amount = amount(line, "amount");
            if (amount == null) {
                return null;
            }
            amounts.add(amount);
        }
        return amounts;
    }

    private static BigDecimal amount(JsonNode of, String name) {
        String text = text(of, name);
        return text == null ? null : new BigDecimal(text);
    }

    private static LocalDate date(JsonNode of, String name) {
        String text = text(of, name);
        return text == null ? null : LocalDate.parse(text);
    }

    /** A text or a whole number; a number with a fraction has lost its digits by the time it is read, and is refused. */
    private static String text(JsonNode of, String name) {
        JsonNode value = of.path(name);
        if (value.isMissingNode() || value.isNull() || value.isTextual() && value.asText().isBlank()) {
            return null;
        }
        if (!value.isTextual() && !value.isIntegralNumber()) {
            throw new IllegalArgumentException(name + " is no text");
        }
        return value.asText();
    }

    private static String needed(JsonNode of, String name) {
        String text = text(of, name);
        if (text == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return text;
    }
}
