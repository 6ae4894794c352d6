package io.hourbook.credential;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.hourbook.mapping.TargetAuth.OAuth2;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;

/** Asks an authorization server for a token over Camel's http. Nothing of what is said or answered is ever logged. */
final class TokenCalls {

    /** No redirects: what is sent is a secret. */
    private static final String HTTP = "http:authorization-server?throwExceptionOnFailure=false&followRedirects=false&responseTimeout=20000&soTimeout=20000";
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * An answer.
     *
     * @param status 0 where none came
     * @param error  the server's own word, RFC 6749 §5.2, or empty
     */
    record Said(int status, JsonNode body, String error) {
        boolean token() {
            return status >= 200 && status < 300 && body.path("access_token").isTextual();
        }

        /** Whether it says no, and would again. */
        boolean refuses() {
            return status == 400 || status == 401 || status == 403;
        }

        /** In few words, without anything that the server says at length. */
        String words() {
            return status == 0 ? "the authorization server does not answer" : status + (error.isEmpty() ? "" : " " + error);
        }
    }

    private final Supplier<CamelContext> camel;
    private ProducerTemplate calls;

    TokenCalls(Supplier<CamelContext> camel) {
        this.camel = camel;
    }

    private synchronized ProducerTemplate calls() {
        if (calls == null) {
            calls = camel.get().createProducerTemplate();
        }
        return calls;
    }

    Said refresh(OAuth2 auth, String refreshToken) {
        return ask(auth, form("grant_type", "refresh_token", "refresh_token", refreshToken));
    }

    Said own(OAuth2 auth) {
        return ask(auth, form("grant_type", "client_credentials", "scope", auth.scope()));
    }

    /** @param verifier of the challenge that the code was asked for with, RFC 7636 */
    Said redeem(OAuth2 auth, String code, String redirect, String verifier) {
        return ask(auth, form("grant_type", "authorization_code", "code", code, "redirect_uri", redirect, "code_verifier", verifier));
    }

    private Said ask(OAuth2 auth, Map<String, String> form) {
        String secret = auth.clientSecret() == null ? null : auth.clientSecret().value();
        if (secret == null) {
            form.put("client_id", auth.clientId());
        }
        Exchange answered = calls().request(HTTP, exchange -> {
            Message message = exchange.getMessage();
            message.setHeader(Exchange.HTTP_METHOD, "POST");
            message.setHeader(Exchange.HTTP_URI, auth.tokenUrl());
            message.setHeader(Exchange.CONTENT_TYPE, "application/x-www-form-urlencoded");
            message.setHeader("Accept", "application/json");
            if (secret != null) {
                String pair = encoded(auth.clientId()) + ":" + encoded(secret);
                message.setHeader("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
            }
            message.setBody(form.entrySet().stream().map(each -> each.getKey() + "=" + encoded(each.getValue()))
                    .collect(Collectors.joining("&")).getBytes(StandardCharsets.UTF_8));
        });
        Integer status = answered.getException() == null ? answered.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class) : null;
        if (status == null) {
            return new Said(0, MissingNode.getInstance(), "");
        }
        JsonNode body = json(answered.getMessage().getBody(String.class));
        String error = body.path("error").asText("");
        return new Said(status, body, error.matches("[a-z_]{1,60}") ? error : "");
    }

    private static JsonNode json(String text) {
        try {
            JsonNode read = JSON.readTree(text == null ? "" : text);
            return read == null ? MissingNode.getInstance() : read;
        } catch (JsonProcessingException other) {
            return MissingNode.getInstance();
        }
    }

    private static Map<String, String> form(String... namesAndValues) {
        Map<String, String> form = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (namesAndValues[i + 1] != null) {
                form.put(namesAndValues[i], namesAndValues[i + 1]);
            }
        }
        return form;
    }

    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
