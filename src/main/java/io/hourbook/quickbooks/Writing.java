package io.hourbook.quickbooks;

import com.fasterxml.jackson.databind.JsonNode;
import io.hourbook.delivery.Request;

/**
 * The calls that change a document there. Each has a request id, the same for the same request of the same delivery.
 *
 * @param key of the delivery
 */
record Writing(Company company, Entity entity, String key) {

    Request create(JsonNode body) {
        return company.write(entity, requestId("CREATE", body), body);
    }

    Request update(JsonNode body) {
        return company.write(entity, requestId("UPDATE", body), body);
    }

    Request delete(JsonNode handle) {
        return company.delete(entity, requestId("DELETE", handle), handle);
    }

    private String requestId(String what, JsonNode content) {
        return Wire.digest(key + "\n" + what + "\n" + Wire.text(content), 32);
    }
}
