package io.hourbook.quickbooks;

import io.hourbook.delivery.Dialogue;
import io.hourbook.delivery.Sending;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** Speaks with QuickBooks Online: its route begins the conversation here and holds it over HTTP. */
@Component("quickBooks")
public class QuickBooks {

    private final Directory directory = new Directory();

    /** Begins the conversation about what an exchange is to send. */
    public void begin(Exchange exchange) {
        Sending.converse(exchange, conversation(Sending.of(exchange)));
    }

    Dialogue conversation(Sending sending) {
        Company company = new Company(sending.target());
        if (sending.together()) {
            return new BatchTalk(company, directory, sending.documents());
        }
        return Entity.of(sending.document().type()) == Entity.TIME_ACTIVITY
                ? new TimeTalk(company, directory, sending.due(), sending.document())
                : new DocumentTalk(company, directory, sending.due(), sending.document());
    }
}
