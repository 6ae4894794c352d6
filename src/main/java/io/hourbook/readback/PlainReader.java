package io.hourbook.readback;

import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;

/** How an endpoint of the plain contract is read: the step of {@code routes/deliver/http-reader} that begins the conversation. */
@Component("plainReader")
public class PlainReader {

    /** Begins the conversation about the page that is looked for. */
    public void read(Exchange exchange) {
        Look.converse(exchange, new PlainReading(Look.of(exchange)));
    }
}
