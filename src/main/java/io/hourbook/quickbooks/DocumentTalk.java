package io.hourbook.quickbooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hourbook.delivery.Due;
import io.hourbook.delivery.Outcome;
import io.hourbook.delivery.Outcome.Delivered;
import io.hourbook.delivery.Outcome.Final;
import io.hourbook.delivery.Outcome.Later;
import io.hourbook.delivery.Outcome.Overtaken;
import io.hourbook.delivery.Outcome.Refused;
import io.hourbook.delivery.Request;
import io.hourbook.document.Documents.Outgoing;
import io.hourbook.problem.Finding;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;

/**
 * How one document gets to QuickBooks: created once; read before it is changed, so that nothing that people did there is lost;
 * looked up by its number and its memo whenever an answer never came.
 */
final class DocumentTalk extends Talk {

    /** Ids, look-ups, and a stale object or two. */
    private static final int MOST_CALLS = 60;
    private static final int MOST_READS = 4;

    private enum Ask {
        READ,
        LOOK_UP,
        CREATE,
        UPDATE,
        DELETE
    }

    private final Due due;
    private final Outgoing document;
    private final JsonNode ours;
    private final Entity entity;
    private final Mark mark;
    private final Cures cures;
    private final boolean empty;
    private Ids ids;
    private ObjectNode body;
    private Ask ask;
    private LookUp lookUp;
    private Standing standing;
    private Fault taken;
    private boolean doubt;
    private boolean gone;
    private String foundId;
    private int reads;
    private Outcome outcome;

    DocumentTalk(Company company, Directory directory, Due due, Outgoing document) {
        super(company, directory, MOST_CALLS);
        this.due = due;
        this.document = document;
        this.ours = Wire.read(document.json());
        this.entity = Entity.of(document.type());
        this.mark = new Mark(document.reference());
        this.cures = new Cures(document.reference(), company.target().target());
        this.empty = ours.path("lines").isEmpty();
        this.doubt = due.doubted();
        begin();
    }

    private void begin() {
        boolean known = document.externalId() != null;
        boolean unsure = !known && (due.doubted() || due.doubtedEarlier() > 0 || due.unknownThere());
        if (overtaken() && !(!known && due.doubted())) {
            outcome = new Overtaken(null, null);
        } else if (company.misset() != null) {
            outcome = new Refused(cures.misset(company.misset()), company.misset(), null, null, doubt);
        } else if (empty && !known && !unsure) {
            // it lost its last line before QuickBooks ever saw it
            outcome = new Delivered(document.revision(), null, false, null);
        } else {
            ask = unsure ? Ask.LOOK_UP : known ? Ask.READ : Ask.CREATE;
            lookUp = unsure ? new LookUp(company, entity, mark, ours.path("date").asText()) : null;
            if (!empty && !overtaken()) {
                compose();
                search(ids.unknown());
            }
        }
    }

    private void compose() {
        ids = new Ids(company, directory);
        body = new Bodies(company, ids, entity, ours).body(mark);
    }

    private boolean overtaken() {
        return document.revision() > due.revision();
    }

    @Override
    public boolean asks() {
        return outcome == null;
    }

    @Override
    Request ask() {
        return switch (ask) {
            case READ -> company.read(entity, foundId == null ? document.externalId() : foundId);
            case LOOK_UP -> lookUp.request();
            case CREATE -> company.write(entity, requestId(body), body);
            case UPDATE -> {
                ObjectNode whole = standing.with(mark, body);
                yield company.write(entity, requestId(whole), whole);
            }
            case DELETE -> company.delete(entity, requestId(standing.handle()), standing.handle());
        };
    }

    /** The same for the same request of the same delivery. */
    private String requestId(JsonNode content) {
        return Wire.digest(due.key() + "\n" + ask + "\n" + Wire.text(content), 32);
    }

    @Override
    boolean writes() {
        return ask == Ask.CREATE || ask == Ask.UPDATE || ask == Ask.DELETE;
    }

    @Override
    boolean doubted() {
        return doubt;
    }

    @Override
    String foundId() {
        return foundId;
    }

    @Override
    void end(Later later) {
        outcome = later;
    }

    @Override
    void known(Set<Wanted> missing) {
        if (missing.isEmpty()) {
            compose();
        } else {
            refuse(cures.unknown(missing), "not found by name", null);
        }
    }

    @Override
    Later take(Heard heard) {
        switch (ask) {
            case READ -> read(heard);
            case LOOK_UP -> lookedUp(heard);
            case CREATE -> created(heard);
            case UPDATE -> changed(heard);
            case DELETE -> deleted(heard);
        }
        return outcome instanceof Later later ? later : null;
    }

    private void read(Heard heard) {
        JsonNode found = heard.json().path(entity.word());
        boolean missing = heard.fault() != null && heard.fault().notFound() || found.path("status").asText().equals("Deleted");
        if (missing && empty) {
            outcome = new Delivered(document.revision(), document.externalId(), false, heard.answer().status());
        } else if (missing && !gone) {
            gone = true;
            ask = Ask.LOOK_UP;
            lookUp = new LookUp(company, entity, mark, ours.path("date").asText());
        } else if (heard.fault() != null) {
            refuse(heard);
        } else if (Wire.field(found, "Id") == null) {
            outcome = Later.backingOff(doubt, "unreadable answer: " + heard.words(), heard.answer().status(), foundId);
        } else {
            meet(new Standing(entity, found), heard);
        }
    }

    private void lookedUp(Heard heard) {
        if (heard.fault() != null) {
            refuse(heard);
        } else if (!lookUp.hear(heard.json())) {
            outcome = Later.backingOff(doubt, "unreadable answer: " + heard.words(), heard.answer().status(), foundId);
        } else if (lookUp.stranger()) {
            refuse(cures.numberTaken(mark.number(), taken == null ? heard.words() : taken.words()), heard);
        } else if (lookUp.hits().size() > 1) {
            refuse(cures.twice(lookUp.hits().size()), heard);
        } else if (lookUp.hits().size() == 1) {
            foundId = Wire.field(lookUp.hits().get(0), "Id");
            doubt = false;
            meet(new Standing(entity, lookUp.hits().get(0)), heard);
        } else if (!lookUp.asks()) {
            missed(heard);
        }
    }

    private void missed(Heard heard) {
        doubt = false;
        if (overtaken()) {
            outcome = new Overtaken(null, heard.answer().status());
        } else if (taken != null) {
            refuse(cures.numberTaken(mark.number(), taken.words()), heard);
        } else if (empty) {
            outcome = new Delivered(document.revision(), document.externalId(), false, heard.answer().status());
        } else {
            // what somebody deleted there is made again: what is owed must stand in the books
            ask = Ask.CREATE;
        }
    }

    /** It stands there: the same, changed by people, settled, or to be changed by us. */
    private void meet(Standing found, Heard heard) {
        standing = found;
        int status = heard.answer().status();
        if (overtaken()) {
            outcome = new Overtaken(found.id(), status);
        } else if (!empty && found.says(body)) {
            verify(found, heard, document.externalId() == null);
        } else if (found.edited() && !found.given()) {
            refuse(cures.edited(found.id()), heard);
        } else if (found.settled() != null) {
            settled(found.settled(), heard);
        } else {
            ask = empty ? Ask.DELETE : Ask.UPDATE;
        }
    }

    private void settled(String why, Heard heard) {
        if (due.unknownThere() && document.externalId() == null) {
            refuse(cures.finalElsewhere(why), heard);
        } else {
            outcome = new Final(Math.max(document.deliveredRevision(), due.doubtedEarlier()), heard.answer().status(), foundId);
        }
    }

    private void created(Heard heard) {
        if (heard.fault() == null) {
            written(heard, true);
        } else if (heard.fault().numberTaken() && taken == null) {
            doubt = false;
            taken = heard.fault();
            ask = Ask.LOOK_UP;
            lookUp = new LookUp(company, entity, mark, ours.path("date").asText());
        } else {
            doubt = false;
            refuse(heard);
        }
    }

    private void changed(Heard heard) {
        if (heard.fault() == null) {
            written(heard, document.externalId() == null);
        } else if (heard.fault().stale()) {
            readAgain(heard);
        } else if (heard.fault().closed()) {
            settled(heard.words(), heard);
        } else {
            refuse(heard);
        }
    }

    private void deleted(Heard heard) {
        if (heard.fault() == null || heard.fault().notFound()) {
            outcome = new Delivered(document.revision(), standing.id(), false, heard.answer().status());
        } else if (heard.fault().stale()) {
            readAgain(heard);
        } else if (heard.fault().closed()) {
            settled(heard.words(), heard);
        } else {
            refuse(heard);
        }
    }

    /** Somebody was faster: what stands there now decides. */
    private void readAgain(Heard heard) {
        foundId = standing.id();
        ask = Ask.READ;
        if (++reads > MOST_READS) {
            outcome = Later.backingOff(false, heard.words(), heard.answer().status(), foundId);
        }
    }

    private void written(Heard heard, boolean created) {
        Standing made = new Standing(entity, heard.json().path(entity.word()));
        if (made.id() == null) {
            outcome = Later.backingOff(true, "unreadable answer: " + heard.words(), heard.answer().status(), foundId);
        } else {
            foundId = made.id();
            doubt = false;
            verify(made, heard, created);
        }
    }

    /** What QuickBooks makes of it is compared to the cent. */
    private void verify(Standing made, Heard heard, boolean created) {
        BigDecimal total = Wire.decimal(ours.path("total"));
        if (made.total().compareTo(total) == 0) {
            outcome = new Delivered(document.revision(), made.id(), created, heard.answer().status());
        } else {
            refuse(cures.total(made.total(), total, made.id()), heard);
        }
    }

    private void refuse(Heard heard) {
        if (heard.fault().badReference() && ids != null) {
            ids.forget();
        }
        refuse(cures.of(heard.fault()), heard);
    }

    private void refuse(Finding finding, Heard heard) {
        refuse(finding, heard.words(), heard.answer().status());
    }

    private void refuse(Finding finding, String words, Integer status) {
        outcome = new Refused(finding, words, status, foundId, doubt);
    }

    @Override
    public Map<Due, Outcome> outcomes() {
        if (outcome == null) {
            brokenOff();
        }
        return Map.of(due, outcome);
    }
}
