package io.hourbook.quickbooks;

import com.fasterxml.jackson.databind.JsonNode;
import io.hourbook.delivery.Request;
import io.hourbook.mapping.Target;
import io.hourbook.mapping.TargetNames;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** One company of QuickBooks Online as targets.yaml has it: its address, its settings, and the calls that it takes. */
final class Company {

    /** Of the interface: since 2025 nothing older is answered. */
    private static final String MINOR_VERSION = "minorversion=75";
    /** Whatever QuickBooks is asked for at once. */
    static final int PAGE = 1_000;

    private final Target target;

    Company(Target target) {
        this.target = target;
    }

    Target target() {
        return target;
    }

    TargetNames names() {
        return target.names();
    }

    /** The same for two targets only where they are the same company. */
    String identity() {
        return target.url() + " " + realm();
    }

    private String realm() {
        return target.setting("realm", "");
    }

    /** What becomes the class of a line: {@code project}, {@code service}, {@code worker}, or {@code none}. */
    String classOf() {
        return target.setting("class_of", "none");
    }

    /** The id of the location that every document is booked to, or null. */
    String department() {
        return target.setting("department", null);
    }

    /** Whether time with seconds goes as the started minute; otherwise it is refused. */
    boolean startedMinutes() {
        return target.setting("payroll_seconds", "exact").equals("started-minute");
    }

    /** A setting that says nothing we know, in words; null where all do. */
    String misset() {
        return realm().matches("\\d{1,30}") ? null : "realm: " + realm();
    }

    /** Creates or, where the body names an Id, updates. @param requestId known again by QuickBooks should it come twice */
    Request write(Entity entity, String requestId, JsonNode body) {
        return post("/" + entity.path(), "", requestId, body);
    }

    Request delete(Entity entity, String requestId, JsonNode body) {
        return post("/" + entity.path(), "operation=delete&", requestId, body);
    }

    Request batch(String requestId, JsonNode body) {
        return post("/batch", "", requestId, body);
    }

    private Request post(String path, String query, String requestId, JsonNode body) {
        return new Request("POST", base() + path, query + MINOR_VERSION + "&requestid=" + requestId, Map.of(), Wire.text(body));
    }

    Request read(Entity entity, String id) {
        return new Request("GET", base() + "/" + entity.path() + "/" + encoded(id), MINOR_VERSION, Map.of(), null);
    }

    /** What was changed or deleted since then, thirty days ago at most; a thousand things at most. */
    Request changes(List<String> things, Instant since) {
        return new Request("GET", base() + "/cdc", "entities=" + encoded(String.join(",", things)) + "&changedSince=" + encoded(since.toString()) + "&"
                + MINOR_VERSION, Map.of(), null);
    }

    /** How the company keeps its books. */
    Request preferences() {
        return query("select * from Preferences");
    }

    Request query(String select) {
        return new Request("GET", base() + "/query", "query=" + encoded(select) + "&" + MINOR_VERSION, Map.of(), null);
    }

    /** A value inside of a query. */
    static String quoted(String value) {
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    private String base() {
        return "/v3/company/" + encoded(realm());
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
