package io.hourbook.reload;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.lang.reflect.Type;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a case says that the outside answers: the database, a store, a target, the clock's slots. By the name of what is asked, a
 * bean's method ({@code slots.next}) or an exit ({@code to-publisher}). One value is the answer each time; a list is one answer after
 * the other, and the last of them is the last.
 */
final class CaseAnswers {

    private static final String FAILS = "fails";
    private static final String UNREACHABLE = "unreachable";
    private static final String UNANSWERED = "unanswered";

    private static final class Json {
        static final ObjectMapper MAPPER = JsonMapper.builder().findAndAddModules().build();
    }

    private final Map<String, Object> written;
    private final Map<String, Integer> given = new HashMap<>();

    CaseAnswers(Map<String, Object> written) {
        this.written = written;
    }

    boolean has(String asked) {
        return written.containsKey(asked);
    }

    /** Those that nobody has asked for: a name that is misspelt, or a rule that has changed. */
    Set<String> neverAsked() {
        Set<String> never = new TreeSet<>(written.keySet());
        never.removeAll(given.keySet());
        return never;
    }

    /**
     * The next answer of a bean's method.
     *
     * @param type what the method gives, {@code void} where nothing
     * @return null where it gives nothing
     */
    Object of(String asked, Type type) throws IOException {
        boolean many = type instanceof Class<?> plain ? isList(plain) : Json.MAPPER.constructType(type).isCollectionLikeType()
                || isList(Json.MAPPER.constructType(type).getRawClass());
        Object answer = next(asked, many);
        thrown(answer);
        if (answer == null || type == void.class) {
            return null;
        }
        if (type == boolean.class || type == Boolean.class) {
            return yes(asked, answer);
        }
        return shaped(asked, answer, type);
    }

    private static boolean isList(Class<?> type) {
        return Collection.class.isAssignableFrom(type) || Iterator.class.isAssignableFrom(type);
    }

    private static boolean yes(String asked, Object answer) {
        return switch (answer.toString()) {
            case "yes", "true" -> true;
            case "no", "false" -> false;
            default -> throw new IllegalArgumentException(asked + " answers yes or no, not " + answer);
        };
    }

    /** One thing of the kind that a bean's method gives, be it one or a list of them. */
    static Object one(String asked, Object fields, Type type) {
        JavaType whole = Json.MAPPER.constructType(type);
        return shaped(asked, fields, whole.getContentType() == null ? whole : whole.getContentType());
    }

    /** Records are made from their fields, so that a route may ask them what it asks otherwise. */
    private static Object shaped(String asked, Object answer, Type type) {
        Class<?> raw = Json.MAPPER.constructType(type).getRawClass();
        try {
            if (Iterator.class.isAssignableFrom(raw)) {
                return answer instanceof Collection<?> items ? items.iterator() : answer;
            }
            boolean record = raw.isRecord() || Json.MAPPER.constructType(type).getContentType() != null
                    && Json.MAPPER.constructType(type).getContentType().getRawClass().isRecord();
            return record ? Json.MAPPER.convertValue(answer, Json.MAPPER.constructType(type)) : answer;
        } catch (IllegalArgumentException other) {
            throw new IllegalArgumentException("the answer of " + asked + " is of another shape: " + other.getMessage().lines().findFirst().orElse(""));
        }
    }

    /** The next answer of an exit: what comes back by it. */
    Object of(String exit) throws IOException {
        Object answer = next(exit, false);
        thrown(answer);
        return answer;
    }

    private Object next(String asked, boolean listIsOne) {
        int number = given.merge(asked, 1, Integer::sum);
        Object answer = written.get(asked);
        if (!(answer instanceof List<?> all) || listIsOne && !(all.size() > 0 && all.stream().allMatch(List.class::isInstance))) {
            return answer;
        }
        if (number > all.size()) {
            throw new IllegalStateException(asked + " is asked " + number + " times, and the case has " + all.size() + " answers");
        }
        return all.get(number - 1);
    }

    /** {@code fails: why}; {@code unreachable: why} where nobody takes the call; {@code unanswered: why} where it is taken and no answer comes. */
    private static void thrown(Object answer) throws IOException {
        if (answer instanceof Map<?, ?> fields && fields.size() == 1) {
            if (fields.containsKey(UNREACHABLE)) {
                throw new ConnectException(String.valueOf(fields.get(UNREACHABLE)));
            }
            if (fields.containsKey(UNANSWERED)) {
                throw new SocketTimeoutException(String.valueOf(fields.get(UNANSWERED)));
            }
            if (fields.containsKey(FAILS)) {
                throw new IllegalStateException(String.valueOf(fields.get(FAILS)));
            }
        }
    }
}
