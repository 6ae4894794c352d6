package io.hourbook.delivery;

import io.hourbook.deadletter.Exchanged;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;

/**
 * What was said in a conversation last, and in its last call that was refused: as much as a dead letter needs. Nothing is read or
 * masked before there is one. It is the exchange's from before a circuit breaker copies it, so that both write to the same.
 */
final class Said {

    private static final String VARIABLE = "said";
    private static final int REFUSED_FROM = 400;

    private record Call(String method, String address, Map<String, Object> headers, byte[] body) {}

    private record Heard(Call call, Integer status, Map<String, Object> headers, byte[] body) {}

    private Call open;
    private Heard last;
    private Heard refused;

    /** Begins anew. */
    static void on(Exchange exchange) {
        exchange.setVariable(VARIABLE, new Said());
    }

    static Said of(Exchange exchange) {
        Said said = exchange.getVariable(VARIABLE, Said.class);
        if (said == null) {
            on(exchange);
            said = exchange.getVariable(VARIABLE, Said.class);
        }
        return said;
    }

    /** @param headers as they are now: they are copied */
    void asked(String method, String address, Map<String, Object> headers, byte[] body) {
        open = new Call(method, address, new LinkedHashMap<>(headers), body);
    }

    /** @param status null where no answer came */
    void heard(Integer status, Map<String, Object> headers, byte[] body) {
        last = new Heard(open, status, new LinkedHashMap<>(headers), body);
        refused = status != null && status >= REFUSED_FROM ? last : refused;
    }

    /** The call that was answered so, the last one otherwise; null where there was none. */
    Exchanged exchanged(Integer status) {
        Heard heard = refused != null && refused.status().equals(status) ? refused : last;
        if (heard == null || heard.call() == null) {
            return null;
        }
        Call call = heard.call();
        return new Exchanged(
                Exchanged.Request.of(call.method(), call.address(), call.headers(), call.body()),
                heard.status() == null ? null : Exchanged.Response.of(heard.status(), answered(call, heard), heard.body()));
    }

    /** The http component leaves on the message what it sent. */
    private static Map<String, Object> answered(Call call, Heard heard) {
        Map<String, Object> answered = new LinkedHashMap<>(heard.headers());
        answered.entrySet().removeIf(header -> header.getValue() == null || header.getValue().equals(call.headers().get(header.getKey())));
        return answered;
    }
}
