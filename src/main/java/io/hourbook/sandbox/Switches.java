package io.hourbook.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How everything of one kind is switched. What is not named is off. */
final class Switches {

    private final List<Switch> table;
    private final Map<String, Object> values;

    private Switches(List<Switch> table, Map<String, Object> values) {
        this.table = table;
        this.values = values;
    }

    static Switches off(List<Switch> table) {
        Map<String, Object> values = new LinkedHashMap<>();
        table.forEach(each -> values.put(each.name(), each.off()));
        return new Switches(table, values);
    }

    /**
     * @param asked every field that is not off
     * @throws Refused where a field is unknown or its value is not one
     */
    static Switches read(List<Switch> table, ObjectNode asked) {
        List<String> complaints = new ArrayList<>();
        Map<String, Object> values = new LinkedHashMap<>();
        table.forEach(each -> values.put(each.name(), each.read(asked.path(each.name()), complaints)));
        asked.fieldNames().forEachRemaining(name -> {
            if (!values.containsKey(name)) {
                complaints.add("there is no " + name + "; there are " + table.stream().map(Switch::name).collect(Collectors.joining(", ")));
            }
        });
        if (!complaints.isEmpty()) {
            throw new Refused(complaints);
        }
        return new Switches(table, values);
    }

    boolean isOff() {
        return table.stream().allMatch(each -> java.util.Objects.equals(each.off(), values.get(each.name())));
    }

    int number(String name) {
        return (Integer) values.get(name);
    }

    /** @return null for nothing */
    Integer numberOrNothing(String name) {
        return (Integer) values.get(name);
    }

    /** @return null for none */
    LocalDate date(String name) {
        return (LocalDate) values.get(name);
    }

    String word(String name) {
        return (String) values.get(name);
    }

    @SuppressWarnings("unchecked")
    List<String> list(String name) {
        return (List<String>) values.get(name);
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        values.forEach((name, value) -> {
            if (value instanceof List<?> list) {
                ArrayNode array = json.putArray(name);
                list.forEach(each -> array.add((String) each));
            } else if (value instanceof Integer number) {
                json.put(name, number);
            } else {
                json.put(name, value == null ? null : value.toString());
            }
        });
        return json;
    }

    /** What was asked for is nothing that can be switched. */
    static final class Refused extends RuntimeException {

        private final transient List<String> complaints;

        Refused(List<String> complaints) {
            super(String.join("; ", complaints), null, false, false);
            this.complaints = complaints;
        }

        List<String> complaints() {
            return complaints;
        }
    }
}
