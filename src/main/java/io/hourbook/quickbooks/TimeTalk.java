package io.hourbook.quickbooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hourbook.delivery.Due;
import io.hourbook.delivery.Outcome;
import io.hourbook.delivery.Outcome.Delivered;
import io.hourbook.delivery.Outcome.Later;
import io.hourbook.delivery.Outcome.Overtaken;
import io.hourbook.delivery.Outcome.Refused;
import io.hourbook.delivery.Request;
import io.hourbook.document.Documents.Outgoing;
import io.hourbook.problem.Finding;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How a payroll batch gets to QuickBooks, where it is many time activities: those that stand there are read first, whatever happened
 * before, and only what differs is sent. So a call that was lost costs a look, never an hour twice.
 */
final class TimeTalk extends Talk {

    private static final int MOST_CALLS = 400;
    private static final int MOST_LOOKS = 3;

    private final Due due;
    private final Outgoing document;
    private final JsonNode ours;
    private final Mark mark;
    private final Cures cures;
    private final List<JsonNode> there = new ArrayList<>();
    private final Deque<Step> steps = new ArrayDeque<>();
    private Map<String, ObjectNode> wanted = Map.of();
    private Ids ids;
    private boolean looks = true;
    private int from = 1;
    private int looked = 1;
    private List<Step> sent = List.of();
    private BatchItems items;
    private Refused refused;
    private Outcome outcome;

    /** @param minutes that QuickBooks should answer with */
    private record Step(String operation, ObjectNode body, long minutes) {}

    TimeTalk(Company company, Directory directory, Due due, Outgoing document) {
        super(company, directory, MOST_CALLS, due.owner(), null);
        this.due = due;
        this.document = document;
        this.ours = Wire.read(document.json());
        this.mark = new Mark(document.reference());
        this.cures = new Cures(document.reference(), company.target().target());
        compose();
        Finding unfit = new TimeSheet(company, ids, mark, ours).unfit(cures);
        if (document.revision() > due.revision()) {
            outcome = new Overtaken(null, null);
        } else if (company.misset() != null) {
            outcome = new Refused(cures.misset(company.misset()), company.misset(), null, null, due.doubted());
        } else if (unfit != null) {
            outcome = new Refused(unfit, unfit.saw(), null, null, due.doubted());
        } else {
            search(ids.unknown());
        }
    }

    private void compose() {
        ids = new Ids(company, directory);
        wanted = new TimeSheet(company, ids, mark, ours).activities();
    }

    @Override
    void known(Set<Wanted> missing) {
        compose();
        if (!missing.isEmpty()) {
            outcome = new Refused(cures.unknown(missing), "not found by name", null, null, due.doubted());
        }
    }

    @Override
    public boolean asks() {
        return outcome == null;
    }

    @Override
    Request ask() {
        if (looks) {
            return company.query("select * from TimeActivity where TxnDate = " + Company.quoted(ours.path("date").asText())
                    + " startposition " + from + " maxresults " + Company.PAGE);
        }
        items = new BatchItems();
        sent = new ArrayList<>();
        while (!steps.isEmpty() && items.size() < BatchItems.MOST) {
            Step step = steps.remove();
            sent.add(step);
            items.add(step.operation(), Entity.TIME_ACTIVITY, step.body());
        }
        JsonNode body = items.body();
        return company.batch(Wire.digest(due.key() + "\n" + Wire.text(body), 32), body);
    }

    @Override
    Later take(Heard heard) {
        if (heard.fault() != null) {
            refuse(cures.of(heard.fault()), heard);
            outcome = refused;
        } else if (looks) {
            look(heard);
        } else {
            heardOf(heard);
        }
        return outcome instanceof Later later ? later : null;
    }

    private void look(Heard heard) {
        JsonNode response = heard.json().path("QueryResponse");
        if (!response.isObject()) {
            outcome = Later.backingOff(due.doubted(), "unreadable answer: " + heard.words(), heard.answer().status(), null);
            return;
        }
        JsonNode found = response.path("TimeActivity");
        found.forEach(each -> {
            if (mark.ours(Wire.field(each, "Description"))) {
                there.add(each);
            }
        });
        if (found.size() >= Company.PAGE) {
            from += Company.PAGE;
        } else {
            looks = false;
            compare(heard);
        }
    }

    /** What has to be done so that what is there is what is wanted. */
    private void compare(Heard heard) {
        Map<String, ObjectNode> open = new LinkedHashMap<>(wanted);
        for (JsonNode each : there) {
            String words = Wire.field(each, "Description");
            String name = wanted.keySet().stream().filter(one -> words.startsWith(one + " ")).findFirst().orElse(null);
            ObjectNode made = name == null ? null : open.remove(name);
            if (name != null && made == null) {
                refuse(cures.twice(2), heard);
                outcome = refused;
                return;
            }
            boolean same = made != null && Fingerprint.of(Entity.TIME_ACTIVITY, made).equals(Fingerprint.of(Entity.TIME_ACTIVITY, each));
            boolean told = same && words.startsWith(made.path("Description").asText().replaceFirst("\\[.*", ""));
            String written = Mark.written(words);
            boolean edited = !same && (written == null || !written.equals(Fingerprint.of(Entity.TIME_ACTIVITY, each)));
            if (edited && !words.contains(Mark.OVERWRITE)) {
                refuse(cures.edited(each.path("Id").asText()), heard);
                outcome = refused;
                return;
            }
            if (!told) {
                steps.add(step(made, each));
            }
        }
        open.values().forEach(made -> steps.add(new Step("create", made, minutes(made))));
        done(heard);
    }

    private static Step step(ObjectNode made, JsonNode standing) {
        ObjectNode body = new Standing(Entity.TIME_ACTIVITY, standing).handle();
        if (made == null) {
            return new Step("delete", body, 0);
        }
        ObjectNode whole = standing.deepCopy();
        whole.remove(List.of("MetaData", "domain", "StartTime", "EndTime"));
        whole.setAll(made);
        whole.put("sparse", false);
        return new Step("update", whole, minutes(made));
    }

    private static long minutes(JsonNode activity) {
        return activity.path("Hours").asLong() * 60 + activity.path("Minutes").asLong();
    }

    private void heardOf(Heard heard) {
        List<JsonNode> answers = items.answers(heard.json());
        for (int i = 0; i < sent.size(); i++) {
            JsonNode answer = answers.get(i);
            Heard part = new Heard(heard.answer(), answer == null ? Wire.object() : answer, answer == null ? null : Fault.of(answer));
            if (answer == null || part.fault() != null && part.passing()) {
                outcome = answer == null
                        ? Later.backingOff(true, "no answer for one of the times", heard.answer().status(), null)
                        : part.later(true, null);
                return;
            }
            taken(sent.get(i), part);
        }
        done(heard);
    }

    private void taken(Step step, Heard part) {
        JsonNode made = part.json().path("TimeActivity");
        if (part.fault() != null && part.fault().stale() && looked < MOST_LOOKS || part.fault() != null && part.fault().notFound() && step.operation().equals("delete")) {
            // somebody was faster: what stands there now decides
            lookAgain();
        } else if (part.fault() != null) {
            if (part.fault().badReference()) {
                ids.forget();
            }
            refuse(cures.of(part.fault()), part);
        } else if (!step.operation().equals("delete") && minutes(made) != step.minutes()) {
            refuse(cures.total(BigDecimal.valueOf(minutes(made)), BigDecimal.valueOf(step.minutes()), made.path("Id").asText()), part);
        }
    }

    private void lookAgain() {
        looked++;
        looks = true;
        from = 1;
        there.clear();
        steps.clear();
    }

    private void done(Heard heard) {
        if (!looks && steps.isEmpty()) {
            outcome = refused != null ? refused : new Delivered(document.revision(), mark.number(), document.externalId() == null, heard.answer().status());
        }
    }

    /** The first of several is told. */
    private void refuse(Finding finding, Heard heard) {
        refused = refused == null ? new Refused(finding, heard.words(), heard.answer().status(), null, false) : refused;
    }

    @Override
    boolean writes() {
        return !looks;
    }

    @Override
    boolean doubted() {
        return due.doubted();
    }

    @Override
    String foundId() {
        return null;
    }

    @Override
    void end(Later later) {
        outcome = later;
    }

    @Override
    public Map<Due, Outcome> outcomes() {
        if (outcome == null) {
            brokenOff();
        }
        return Map.of(due, outcome);
    }
}
