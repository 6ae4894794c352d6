package io.hourbook.quickbooks;

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
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** One page of what changed in a company: one call. */
final class ChangesReading implements Reading {

    private static final int FORBIDDEN = 403;
    /** Of all things together: a list of changes as long as this may have been cut off. */
    private static final int LONGEST_LIST = 1_000;
    private static final int PAGE = 200;

    private final Look look;
    private final Company company;
    private final Place place;
    private Page page;

    ChangesReading(Look look) {
        this.look = look;
        this.company = new Company(look.target());
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
        return place.all() ? company.changes(Seeing.THINGS, place.since())
                : company.query("select * from " + Seeing.THINGS.get(place.thing()) + " where MetaData.LastUpdatedTime >= " + Company.quoted(place.since().toString())
                        + " orderby MetaData.LastUpdatedTime startposition " + place.start() + " maxresults " + PAGE);
    }

    @Override
    public void hear(Answer answer) {
        Heard heard = Heard.of(answer);
        if (answer.status() != FORBIDDEN && heard.passing()) {
            throw new TryLater(heard.later(false, null));
        }
        if (!heard.ok()) {
            throw new Problem(Cures.notTold(look.target().target(), heard.words()));
        }
        JsonNode told = place.all() ? heard.json().path("CDCResponse") : heard.json().path("QueryResponse");
        if (place.all() ? !told.isArray() : !told.isObject()) {
            throw new TryLater(Lines.unreadable(answer, false, null));
        }
        try {
            page = place.all() ? changes(told) : listed(told.path(Seeing.THINGS.get(place.thing())));
        } catch (DateTimeException | NumberFormatException unreadable) {
            throw new TryLater(Lines.unreadable(answer, false, null));
        }
    }

    private Page changes(JsonNode told) {
        Seeing seeing = new Seeing();
        int count = 0;
        for (JsonNode response : told) {
            for (JsonNode list : response.path("QueryResponse")) {
                for (String thing : Seeing.THINGS) {
                    list.path(thing).forEach(one -> seeing.see(thing, one));
                    count += list.path(thing).size();
                }
            }
        }
        boolean cut = count >= LONGEST_LIST;
        return new Page(seeing.documents(), seeing.payments(), seeing.credits(), (cut ? place.apart() : place.done()).cursor(), cut);
    }

    private Page listed(JsonNode list) {
        Seeing seeing = new Seeing();
        Instant last = null;
        for (JsonNode one : list) {
            seeing.see(Seeing.THINGS.get(place.thing()), one);
            last = OffsetDateTime.parse(one.path("MetaData").path("LastUpdatedTime").asText()).toInstant();
        }
        boolean full = list.size() >= PAGE;
        Place next = full ? place.behind(last, PAGE) : place.done();
        return new Page(seeing.documents(), seeing.payments(), seeing.credits(), next.cursor(), full || !place.ended());
    }

    @Override
    public Page page() {
        return page;
    }
}
