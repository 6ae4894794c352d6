package io.hourbook.delivery;

import java.io.IOException;
import java.net.ConnectException;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.springframework.stereotype.Component;

/**
 * No call over a line on which something lies that nobody asked for. An answer that came twice would be taken for the answer to the
 * next call on that line, the answer to that for the one after it, and so on: documents would stand as delivered that never arrived.
 */
@Component("cleanLines")
public final class CleanLines implements HttpClientConfigurer {

    /** The shortest look that a line allows; only one that was used before is looked at. */
    private static final Timeout LOOK = Timeout.ofMilliseconds(1);

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        client.setRequestExecutor(new Executor());
    }

    private static final class Executor extends HttpRequestExecutor {

        @Override
        public ClassicHttpResponse execute(
                ClassicHttpRequest request, HttpClientConnection line, HttpResponseInformationCallback interim, HttpContext context)
                throws IOException, HttpException {
            if (line.getEndpointDetails().getRequestCount() > 0 && line.isDataAvailable(LOOK)) {
                line.close(CloseMode.IMMEDIATE);
                // of the kind that is certain not to have been sent
                throw new ConnectException("the target had sent more than it was asked for, so the line was hung up");
            }
            return super.execute(request, line, interim, context);
        }
    }
}
