package io.hourbook.quickbooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hourbook.delivery.Due;
import io.hourbook.delivery.Outcome;
import io.hourbook.delivery.Outcome.Later;
import io.hourbook.delivery.Request;
import io.hourbook.document.Documents.Outgoing;
import java.time.LocalDate;
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
    private final Ending ending;
    private final Writing writing;
    private Ids ids;
    private ObjectNode body;
    private Ask ask;
    private LookUp lookUp;
    private Standing standing;
    private Fault taken;
    private boolean gone;
    private int reads;

    DocumentTalk(Company company, Directory directory, Due due, Outgoing document) {
        super(company, directory, MOST_CALLS, due.owner(), LocalDate.parse(Wire.read(document.json()).path("date").asText()));
        this.due = due;
        this.document = document;
        this.ours = Wire.read(document.json());
        this.entity = Entity.of(document.type());
        this.mark = new Mark(document.reference());
        this.cures = new Cures(document.reference(), company.target().target());
        this.empty = ours.path("lines").isEmpty();
        this.ending = new Ending(due, document, Wire.decimal(ours.path("total")), cures);
        this.writing = new Writing(company, entity, due.key());
        begin();
        holdBack(null);
    }

    private void begin() {
        boolean known = document.externalId() != null;
        boolean unsure = !known && (due.doubted() || due.doubtedEarlier() > 0 || due.unknownThere());
        if (overtaken() && (known || !due.doubted())) {
            ending.overtaken(null, null);
        } else if (company.misset() != null) {
            ending.refuse(cures.misset(company.misset()), company.misset(), null);
        } else if (empty && !known && !unsure) {
            // it lost its last line before QuickBooks ever saw it
            ending.delivered(null, false, null);
        } else {
            ask = unsure ? Ask.LOOK_UP : known ? Ask.READ : Ask.CREATE;
            lookUp = unsure ? lookUp() : null;
            if (!empty && !overtaken()) {
                compose();
                search(ids.unknown());
            }
        }
    }

    private LookUp lookUp() {
        return new LookUp(company, entity, mark, ours.path("date").asText());
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
        return ending.outcome() == null;
    }

    @Override
    Request ask() {
        return switch (ask) {
            case READ -> company.read(entity, ending.foundId() == null ? document.externalId() : ending.foundId());
            case LOOK_UP -> lookUp.request();
            case CREATE -> writing.create(body);
            case UPDATE -> writing.update(standing.with(mark, body));
            case DELETE -> writing.delete(standing.handle());
        };
    }

    @Override
    boolean writes() {
        return ask == Ask.CREATE || ask == Ask.UPDATE || ask == Ask.DELETE;
    }

    @Override
    void closedOut(String words, Heard heard) {
        if (ask == Ask.CREATE) {
            ending.refuse(cures.closed(words), words, null);
        } else {
            ending.settled(words, heard);
        }
    }

    @Override
    boolean doubted() {
        return ending.doubt();
    }

    @Override
    String foundId() {
        return ending.foundId();
    }

    @Override
    void end(Later later) {
        ending.later(later);
    }

    @Override
    void known(Set<Wanted> missing) {
        if (missing.isEmpty()) {
            compose();
        } else {
            ending.refuse(cures.unknown(missing), "not found by name", null);
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
        return ending.outcome() instanceof Later later ? later : null;
    }

    private void read(Heard heard) {
        JsonNode found = heard.json().path(entity.word());
        boolean missing = heard.fault() != null && heard.fault().notFound() || found.path("status").asText().equals("Deleted");
        if (missing && empty) {
            ending.delivered(document.externalId(), false, heard.answer().status());
        } else if (missing && !gone) {
            gone = true;
            ask = Ask.LOOK_UP;
            lookUp = lookUp();
        } else if (heard.fault() != null) {
            refuse(heard);
        } else if (Wire.field(found, "Id") == null) {
            ending.unreadable(heard, false);
        } else {
            meet(new Standing(entity, found), heard);
        }
    }

    private void lookedUp(Heard heard) {
        if (heard.fault() != null) {
            refuse(heard);
        } else if (!lookUp.hear(heard.json())) {
            ending.unreadable(heard, false);
        } else if (lookUp.stranger()) {
            ending.refuse(cures.numberTaken(mark.number(), taken == null ? heard.words() : taken.words()), heard);
        } else if (lookUp.hits().size() > 1) {
            ending.refuse(cures.twice(lookUp.hits().size()), heard);
        } else if (lookUp.hits().size() == 1) {
            ending.found(Wire.field(lookUp.hits().get(0), "Id"));
            meet(new Standing(entity, lookUp.hits().get(0)), heard);
        } else if (!lookUp.asks()) {
            missed(heard);
        }
    }

    private void missed(Heard heard) {
        ending.certain();
        if (overtaken()) {
            ending.overtaken(null, heard.answer().status());
        } else if (taken != null) {
            ending.refuse(cures.numberTaken(mark.number(), taken.words()), heard);
        } else if (empty) {
            ending.delivered(document.externalId(), false, heard.answer().status());
        } else {
            // what somebody deleted there is made again: what is owed must stand in the books
            ask = Ask.CREATE;
        }
    }

    /** It stands there: the same, changed by people, settled, or to be changed by us. */
    private void meet(Standing found, Heard heard) {
        standing = found;
        if (overtaken()) {
            ending.overtaken(found.id(), heard.answer().status());
        } else if (!empty && found.says(body)) {
            ending.delivered(found, heard, document.externalId() == null);
        } else if (found.edited() && !found.given()) {
            ending.refuse(cures.edited(found.id()), heard);
        } else if (found.settled() != null) {
            ending.settled(found.settled(), heard);
        } else {
            ask = empty ? Ask.DELETE : Ask.UPDATE;
        }
    }

    private void created(Heard heard) {
        if (heard.fault() == null) {
            written(heard, true);
        } else if (heard.fault().numberTaken() && taken == null) {
            ending.certain();
            taken = heard.fault();
            ask = Ask.LOOK_UP;
            lookUp = lookUp();
        } else {
            ending.certain();
            refuse(heard);
        }
    }

    private void changed(Heard heard) {
        if (heard.fault() == null) {
            written(heard, document.externalId() == null);
        } else if (heard.fault().stale()) {
            readAgain(heard);
        } else if (heard.fault().closed()) {
            ending.settled(heard.words(), heard);
        } else {
            refuse(heard);
        }
    }

    private void deleted(Heard heard) {
        if (heard.fault() == null || heard.fault().notFound()) {
            ending.delivered(standing.id(), false, heard.answer().status());
        } else {
            changed(heard);
        }
    }

    /** Somebody was faster: what stands there now decides. */
    private void readAgain(Heard heard) {
        ending.found(standing.id());
        ask = Ask.READ;
        if (++reads > MOST_READS) {
            ending.later(Later.backingOff(false, heard.words(), heard.answer().status(), standing.id()));
        }
    }

    private void written(Heard heard, boolean created) {
        Standing made = new Standing(entity, heard.json().path(entity.word()));
        if (made.id() == null) {
            ending.unreadable(heard, true);
        } else {
            ending.found(made.id());
            ending.delivered(made, heard, created);
        }
    }

    private void refuse(Heard heard) {
        if (heard.fault().closed()) {
            directory.closing().forget(company);
        }
        if (heard.fault().badReference() && ids != null) {
            ids.forget();
        }
        ending.refuse(cures.of(heard.fault()), heard);
    }

    @Override
    public Map<Due, Outcome> outcomes() {
        if (asks()) {
            brokenOff();
        }
        return Map.of(due, ending.outcome());
    }
}
