package io.hourbook.tryton;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;

/**
 * One call of a method there, and what its result leads to.
 *
 * @param method    such as {@code model.account.invoice.post}
 * @param arguments all but the context
 * @param changes   whether it changes something there: unanswered, nobody knows whether it did
 * @param context   what it says in its context beside company and language
 * @param then      takes the result
 */
record Question(String method, ArrayNode arguments, boolean changes, ObjectNode context, Consumer<JsonNode> then) {

    static Question read(String model, String method, ArrayNode arguments, Consumer<JsonNode> then) {
        return new Question("model." + model + "." + method, arguments, false, Rpc.object(), then);
    }

    static Question change(String model, String method, ArrayNode arguments, Consumer<JsonNode> then) {
        return new Question("model." + model + "." + method, arguments, true, Rpc.object(), then);
    }

    /** The same, to be done only upon what its context says. */
    Question upon(ObjectNode stamps) {
        return new Question(method, arguments, changes, stamps, then);
    }

    /** @param conditions that hold for all that is wanted */
    static Question search(String model, ArrayNode conditions, Consumer<JsonNode> then, String... fields) {
        return read(model, "search_read", Rpc.array(conditions, 0, null, Rpc.array(Rpc.array("id", "ASC")), Rpc.array((Object[]) fields)), then);
    }
}
