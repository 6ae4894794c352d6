package io.hourbook.tryton;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hourbook.delivery.Answer;
import io.hourbook.delivery.Lines;
import io.hourbook.delivery.Outcome.Later;
import io.hourbook.delivery.Request;
import io.hourbook.delivery.TryLater;
import io.hourbook.mapping.Target;
import io.hourbook.problem.Problem;
import io.hourbook.readback.Look;
import io.hourbook.readback.Page;
import io.hourbook.readback.Reading;
import io.hourbook.readback.SeenDocument;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * One page of what changed in Tryton: invoices, bills and their credits, then moves, as they were written since the last sweep. A sweep
 * begins with documents of ours that were seen longest ago, for Tryton does not tell of what was deleted.
 */
final class TrytonReading implements Reading {

    /** A document may have hundreds of lines, and each is read. */
    private static final int PAGE = 40;
    private static final Duration SLOW = Duration.ofMinutes(5);

    private final Look look;
    private final Settings settings;
    private final Access access;
    private final Login login;
    private final Sweep sweep;
    private final List<SeenDocument> seen = new ArrayList<>();
    private Question question;
    private Page page;
    private int calls;

    TrytonReading(Look look, Access access) {
        this.look = look;
        this.settings = new Settings(look.target());
        this.access = access;
        this.login = new Login(settings, access, "target " + look.target().target());
        // whatever zone its users have, a day before is early enough
        this.sweep = Sweep.of(look.cursor(), look.since().minusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant(), look.began());
        question = company();
    }

    private Question company() {
        return RecordKind.COMPANY.question(Set.of(settings.company()), 0, records -> {
            if (records.size() != 1) {
                throw new Problem(Refusals.unread(look.target(), records.size() + " companies are seen by our user"));
            }
            access.directory().keep(RecordKind.COMPANY, settings.company(), records.get(0));
            begin();
        });
    }

    private void begin() {
        if (sweep.begins()) {
            known(InvoiceCourse.MODEL, () -> known(MoveCourse.MODEL, this::changed));
        } else {
            changed();
        }
    }

    /** Asks for those that stand there as far as we know. */
    private void known(String model, Runnable then) {
        Set<Long> ids = look.known().stream().filter(known -> known.id().startsWith(model + ",")).map(known -> ExternalId.id(known.id()))
                .filter(Objects::nonNull).collect(Collectors.toCollection(TreeSet::new));
        if (ids.isEmpty()) {
            then.run();
            return;
        }
        question = Question.search(model, Rpc.array(Rpc.where("id", "in", Rpc.all(ids))), records -> {
            records.forEach(record -> ids.remove(record.path("id").asLong()));
            ids.forEach(gone -> seen.add(SeenDocument.of(ExternalId.of(model, gone), null, SeenDocument.State.GONE)));
            take(model, records, then);
        }, fields(model));
    }

    private void changed() {
        String model = sweep.moves() ? MoveCourse.MODEL : InvoiceCourse.MODEL;
        question = Question.read(model, "search_read", Rpc.array(
                sweep.conditions(companyId()), 0, PAGE, Rpc.array(Rpc.array("id", "ASC")), Rpc.array((Object[]) fields(model))), records -> {
                    boolean full = records.size() >= PAGE;
                    Sweep on = full ? sweep.after(records.get(records.size() - 1).path("id").asLong()) : sweep.toMoves();
                    boolean more = full || !sweep.moves();
                    take(model, records, () -> page = Page.of(seen, more ? on.cursor() : sweep.next(), more));
                });
    }

    /** Of invoices, with the lines that settle them. */
    private void take(String model, JsonNode records, Runnable then) {
        long user = login.user();
        if (model.equals(MoveCourse.MODEL)) {
            records.forEach(record -> seen.add(Seeing.move(record, user)));
            then.run();
            return;
        }
        Set<Long> settling = Seeing.settling(records);
        if (settling.isEmpty()) {
            take(records, Map.of(), then);
            return;
        }
        question = Question.search(MoveCourse.MODEL + ".line", Rpc.array(Rpc.where("id", "in", Rpc.all(settling))), lines -> {
            Map<Long, JsonNode> byId = new HashMap<>();
            lines.forEach(line -> byId.put(line.path("id").asLong(), line));
            take(records, byId, then);
        }, Seeing.SETTLING);
    }

    private void take(JsonNode invoices, Map<Long, JsonNode> settling, Runnable then) {
        invoices.forEach(record -> seen.add(Seeing.invoice(record, login.user(), settling)));
        then.run();
    }

    private static String[] fields(String model) {
        return (model.equals(MoveCourse.MODEL) ? Seeing.moveFields() : Seeing.invoiceFields()).toArray(String[]::new);
    }

    private long companyId() {
        return access.directory().find(RecordKind.COMPANY, settings.company()).orElseThrow().path("id").asLong();
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
        calls++;
        if (!login.done(timeoutMillis())) {
            if (login.refused()) {
                throw new TryLater(new Later(false, SLOW, false, true, false, "not asked: the login was refused", null, null));
            }
            return login.request(calls);
        }
        ObjectNode context = Rpc.object().put("language", "en");
        access.directory().find(RecordKind.COMPANY, settings.company()).ifPresent(company -> context.put("company", company.path("id").asLong()));
        ObjectNode body = TrytonConversation.body(calls, question.method());
        body.set("params", question.arguments().deepCopy().add(context));
        return TrytonConversation.post(body).with("Authorization", login.header());
    }

    @Override
    public void hear(Answer answer) {
        if (login.asked()) {
            login.hear(answer, calls, false).ifPresent(later -> {
                throw new TryLater(later);
            });
            return;
        }
        if (answer.status() == 401 && login.again()) {
            return;
        }
        if (Lines.passing(answer) || !answer.ok()) {
            throw new TryLater(Lines.later(answer, false, null));
        }
        JsonNode json = answer.json();
        if (json.path("id").asInt() != calls || !json.has("result") && !json.has("error")) {
            throw new TryLater(Lines.unreadable(answer, false, null));
        }
        if (json.has("error")) {
            Fault fault = Fault.read(json.path("error"));
            if (fault.locked()) {
                throw new TryLater(Later.backingOff(false, fault.words(), answer.status(), null));
            }
            throw new Problem(Refusals.unread(look.target(), fault.words()));
        }
        try {
            question.then().accept(json.path("result"));
        } catch (DateTimeException | IllegalArgumentException unreadable) {
            throw new TryLater(Lines.unreadable(answer, false, null));
        }
    }

    @Override
    public Page page() {
        return page;
    }
}
