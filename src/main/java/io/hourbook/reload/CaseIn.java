package io.hourbook.reload;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The fields under a case's {@code in}, taken one by one; a field that nobody takes is a mistake of the case's author. */
public final class CaseIn {

    private final Map<String, Object> fields;
    private final Set<String> taken = new TreeSet<>();

    public CaseIn(Map<String, Object> fields) {
        this.fields = new HashMap<>(fields);
    }

    public String text(String name, String otherwise) {
        taken.add(name);
        Object value = fields.remove(name);
        return value == null ? otherwise : value.toString();
    }

    /** Whatever stands there: a text, a number, a list, fields; null where nothing does. */
    public Object any(String name) {
        taken.add(name);
        return fields.remove(name);
    }

    /** Puts a value back that somebody else will take too. */
    public void put(String name, String value) {
        fields.put(name, value);
    }

    public long number(String name, long otherwise) {
        String text = text(name, null);
        return text == null ? otherwise : Long.parseLong(text);
    }

    public BigDecimal decimal(String name) {
        String text = text(name, null);
        return text == null ? null : new BigDecimal(text);
    }

    public LocalDate date(String name, LocalDate otherwise) {
        String text = text(name, null);
        return text == null ? otherwise : LocalDate.parse(text);
    }

    /** {@code yes} and {@code no}, as in the tables, or {@code true} and {@code false}. */
    public Boolean yes(String name, Boolean otherwise) {
        String text = text(name, null);
        if (text == null) {
            return otherwise;
        }
        return switch (text) {
            case "yes", "true" -> true;
            case "no", "false" -> false;
            default -> throw new IllegalArgumentException(name + " is yes or no, not " + text);
        };
    }

    /** The items of a list, each with fields of its own; empty where the field is absent. */
    @SuppressWarnings("unchecked")
    public List<CaseIn> list(String name) {
        taken.add(name);
        Object value = fields.remove(name);
        return value == null ? List.of() : ((List<Map<String, Object>>) value).stream().map(CaseIn::new).toList();
    }

    /** The plain values of a list; empty where the field is absent. */
    public List<String> texts(String name) {
        taken.add(name);
        Object value = fields.remove(name);
        return value == null ? List.of() : ((List<?>) value).stream().map(Object::toString).toList();
    }

    /** All that nobody has taken yet, for another reader. */
    public Map<String, Object> rest() {
        Map<String, Object> rest = Map.copyOf(fields);
        fields.clear();
        return rest;
    }

    /** @throws IllegalArgumentException for fields that nobody has taken */
    public void done() {
        if (!fields.isEmpty()) {
            throw new IllegalArgumentException("no such field: " + new TreeSet<>(fields.keySet()) + "; there are " + taken);
        }
    }
}
