package io.hourbook.reload;

import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;

/** What somebody outside was told, in plain values that a case can name. */
public final class CaseTold {

    private CaseTold() {}

    /** The values between a method's brackets; the body where there are no brackets. One value is itself, several are a list. */
    static Object of(Exchange exchange, String method) {
        int open = method.indexOf('(');
        if (open < 0) {
            return body(exchange);
        }
        List<Object> told = new ArrayList<>();
        for (String value : RouteBeans.arguments(method)) {
            told.add(value.contains("${") ? plain(exchange.getContext().resolveLanguage("simple").createExpression(value).evaluate(exchange, Object.class))
                    : value);
        }
        return told.size() == 1 ? told.get(0) : told;
    }

    /** The body as text where it is a stream, which then begins anew; otherwise as {@link #plain}. */
    public static Object body(Exchange exchange) {
        Object body = exchange.getMessage().getBody();
        if (body instanceof byte[] || body instanceof InputStream || body instanceof StreamCache) {
            String text = exchange.getMessage().getBody(String.class);
            if (body instanceof StreamCache again) {
                again.reset();
            } else if (body instanceof InputStream) {
                exchange.getMessage().setBody(text);
            }
            return text;
        }
        return plain(body);
    }

    /** A record by its fields, a failure by its message, a path by its name; all else as it is. */
    public static Object plain(Object value) {
        if (value instanceof Throwable thrown) {
            return CamelWords.plain(CaseRun.root(thrown));
        }
        return value instanceof Path path ? path.getFileName().toString() : value;
    }

    /** The fields of a record or a map; null for anything else. */
    public static Map<String, Object> fields(Object value) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, one) -> fields.put(String.valueOf(key), one));
            return fields;
        }
        if (value == null || !value.getClass().isRecord()) {
            return null;
        }
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            try {
                component.getAccessor().setAccessible(true);
                fields.put(component.getName(), plain(component.getAccessor().invoke(value)));
            } catch (ReflectiveOperationException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
        return fields;
    }
}
