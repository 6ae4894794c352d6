package io.hourbook.quickbooks;

import io.hourbook.readback.Look;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** How a company of QuickBooks Online is read: the step of {@code routes/deliver/quickbooks-reader} that begins the conversation. */
@Component("quickBooksReader")
public class QuickBooksReader {

    /** Begins the conversation about the page that is looked for. */
    public void read(Exchange exchange) {
        Look.converse(exchange, new ChangesReading(Look.of(exchange)));
    }
}
