package io.hourbook.alert;

import io.hourbook.mapping.AlertPolicy;
import io.hourbook.mapping.AlertPolicy.Mail;
import io.hourbook.mapping.AlertPolicy.Security;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.Properties;
import java.util.function.Supplier;
import org.apache.camel.component.mail.DefaultJavaMailSender;

/**
 * Sends by the mail server that the policy names at that moment: an edited server or a changed password holds for the next mail, and
 * neither stands in an address that somebody could log. Bean {@code alertMail}, of the mail component.
 */
public final class AlertMail extends DefaultJavaMailSender {

    private static final String PATIENCE_MILLIS = "15000";

    private final Supplier<AlertPolicy> policy;

    AlertMail(Supplier<AlertPolicy> policy) {
        this.policy = policy;
    }

    @Override
    public void send(MimeMessage message) throws MessagingException {
        Mail mail = policy.get().mail();
        if (mail == null) {
            throw new MessagingException("no address is named any more");
        }
        DefaultJavaMailSender sender = new DefaultJavaMailSender();
        sender.setProtocol(mail.security() == Security.TLS ? "smtps" : "smtp");
        sender.setHost(mail.host());
        sender.setPort(mail.port());
        sender.setUsername(mail.user());
        sender.setPassword(mail.password());
        sender.setJavaMailProperties(properties(mail));
        sender.send(message);
    }

    private static Properties properties(Mail mail) {
        Properties properties = new Properties();
        for (String protocol : new String[] {"mail.smtp.", "mail.smtps."}) {
            properties.put(protocol + "connectiontimeout", PATIENCE_MILLIS);
            properties.put(protocol + "timeout", PATIENCE_MILLIS);
            properties.put(protocol + "writetimeout", PATIENCE_MILLIS);
            properties.put(protocol + "auth", String.valueOf(mail.user() != null));
            properties.put(protocol + "ssl.checkserveridentity", "true");
            // a server that offers no encryption is not spoken with, whoever stands between
            properties.put(protocol + "starttls.enable", String.valueOf(mail.security() == Security.STARTTLS));
            properties.put(protocol + "starttls.required", String.valueOf(mail.security() == Security.STARTTLS));
        }
        return properties;
    }
}
