package io.hourbook.alert;

import io.hourbook.mapping.AlertPolicy;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Addresses what the route {@code tell-alert} sends. Bean {@code alertNews}. */
public final class AlertNews {

    static final String CHANNEL = "channel";
    static final String SUBJECT = "subject";
    static final String KEY = "key";

    private final Supplier<AlertPolicy> policy;

    AlertNews(Supplier<AlertPolicy> policy) {
        this.policy = policy;
    }

    /** Turns the text into a mail. Nothing of an earlier message is left. */
    public void mail(Exchange exchange) {
        AlertPolicy.Mail mail = policy.get().mail();
        if (mail == null) {
            throw new IllegalStateException("no address is named any more");
        }
        Message message = exchange.getMessage();
        String subject = message.getHeader(SUBJECT, String.class);
        message.removeHeaders("*");
        message.setHeader("From", mail.from());
        message.setHeader("To", String.join(",", mail.to()));
        message.setHeader("Subject", subject);
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setHeader("Content-Type", "text/plain; charset=utf-8");
    }

    /** Turns the JSON into a call for the http component. Nothing of an earlier message is left. */
    public void ask(Exchange exchange) {
        AlertPolicy.Hook hook = policy.get().hook();
        if (hook == null || hook.url() == null) {
            throw new IllegalStateException("no address is named any more");
        }
        Message message = exchange.getMessage();
        String key = message.getHeader(KEY, String.class);
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_METHOD, "POST");
        message.setHeader(Exchange.HTTP_URI, hook.url());
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
        // whoever is told twice, because an answer never came, can know it
        message.setHeader("Idempotency-Key", key);
        if (hook.token() != null) {
            message.setHeader("Authorization", "Bearer " + hook.token());
        }
    }
}
