package io.hourbook.xero;

import io.hourbook.readback.Look;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** How an organisation in Xero is read: the step of {@code routes/deliver/xero-reader} that begins the conversation. */
@Component("xeroReader")
public class XeroReader {

    /** Begins the conversation about the page that is looked for. */
    public void read(Exchange exchange) {
        Look.converse(exchange, new XeroReading(Look.of(exchange)));
    }
}
