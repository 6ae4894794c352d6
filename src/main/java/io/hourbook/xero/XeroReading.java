package io.hourbook.xero;

import com.fasterxml.jackson.databind.JsonNode;
import io.hourbook.delivery.Answer;
import io.hourbook.delivery.Lines;
import io.hourbook.delivery.Request;
import io.hourbook.delivery.TryLater;
import io.hourbook.mapping.Target;
import io.hourbook.problem.Problem;
import io.hourbook.readback.Look;
import io.hourbook.readback.Page;
import io.hourbook.readback.Reading;
import io.hourbook.readback.SeenDocument;
import io.hourbook.readback.SeenPayment;
import io.hourbook.xero.Place.Stage;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** One page of what changed in an organisation: one call. Invoices and bills, then credits, journals and payments, each oldest change first. */
final class XeroReading implements Reading {

    /** What Xero gives at most where nothing else is asked for. */
    private static final int PAGE = 100;
    private static final int FORBIDDEN = 403;

    private final Look look;
    private final Place place;
    private final Settings settings;
    private final Calls calls;
    private Page page;

    XeroReading(Look look) {
        this.look = look;
        this.settings = Settings.of(look.target());
        this.calls = new Calls(settings.tenant());
        this.place = Place.of(look.cursor(), look.since().atStartOfDay().toInstant(ZoneOffset.UTC), look.began());
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
        return calls.changed(resource() == null ? "Payments" : resource().path(), Place.text(place.since()), place.page(), PAGE,
                resource() != null && !resource().journal());
    }

    private Resource resource() {
        return place.stage() == Stage.PAYMENTS ? null : Resource.valueOf(place.stage().name());
    }

    @Override
    public void hear(Answer answer) {
        if (answer.status() != FORBIDDEN && Lines.passing(answer)) {
            throw new TryLater(Lines.later(answer, false, null));
        }
        if (!answer.ok()) {
            throw new Problem(Findings.notTold(look.target().target(), Element.said(answer)));
        }
        JsonNode list = Json.read(answer.body()).path(resource() == null ? "Payments" : resource().path());
        if (!list.isArray()) {
            throw new TryLater(Lines.unreadable(answer, false, null));
        }
        try {
            page = page(list);
        } catch (DateTimeException | IllegalArgumentException unreadable) {
            throw new TryLater(Lines.unreadable(answer, false, null));
        }
    }

    private Page page(JsonNode list) {
        List<SeenDocument> documents = new ArrayList<>();
        List<SeenPayment> payments = new ArrayList<>();
        for (JsonNode one : list) {
            if (resource() == null) {
                Seeing.payment(one).ifPresent(payments::add);
            } else {
                Seeing.document(new Element(resource(), one), settings).ifPresent(documents::add);
            }
        }
        boolean full = list.size() >= PAGE;
        Place next = full ? place.behind(last(list)) : place.done();
        return new Page(documents, payments, List.of(), next.cursor(), full || !place.ended());
    }

    /** The moment of the last change, where they are in its order. */
    private static Instant last(JsonNode list) {
        Instant last = Instant.MIN;
        for (JsonNode one : list) {
            Instant changed = Element.moment(Json.text(one, "UpdatedDateUTC"));
            if (changed == null || changed.isBefore(last)) {
                return null;
            }
            last = changed;
        }
        return last;
    }

    @Override
    public Page page() {
        return page;
    }
}
