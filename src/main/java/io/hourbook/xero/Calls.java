package io.hourbook.xero;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hourbook.delivery.Request;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The calls of Xero's Accounting API, for one organisation. */
record Calls(String tenant) {

    private static final int LONGEST_KEY = 128;
    /** Amounts of units keep four decimals; without this they are cut to two. */
    private static final String FINE = "unitdp=4";

    /** Makes new documents, each of which is heard of by itself. PUT never changes one that is there, as POST would by its number. */
    Request create(Resource resource, List<? extends JsonNode> documents, String key) {
        ObjectNode body = Json.object();
        ArrayNode list = body.putArray(resource.path());
        documents.forEach(list::add);
        return call("PUT", "/" + resource.path(), "summarizeErrors=false" + (resource.journal() ? "" : "&" + FINE), key, Json.written(body));
    }

    /** Changes one that is there. */
    Request update(Resource resource, String id, JsonNode document, String key) {
        ObjectNode body = Json.object();
        body.putArray(resource.path()).add(document);
        return call("POST", "/" + resource.path() + "/" + id, resource.journal() ? null : FINE, key + "-u", Json.written(body));
    }

    Request read(Resource resource, String id) {
        return call("GET", "/" + resource.path() + "/" + id, resource.journal() ? null : FINE, null, null);
    }

    /** Looks a document up by our reference; a page of them comes with lines. */
    Request find(Paper paper) {
        String path = "/" + paper.resource().path();
        String fine = "page=1" + (paper.resource().journal() ? "" : "&" + FINE);
        String reference = Counterparty.quoted(paper.reference());
        String where = paper.resource().journal()
                ? "Narration.StartsWith(" + Counterparty.quoted(paper.reference() + " ") + ")"
                : "Type==\"" + paper.type() + "\" AND " + (paper.numbered() ? paper.resource().number() : "Reference") + "==" + reference;
        return call("GET", path, "where=" + encoded(where) + "&" + fine, null, null);
    }

    /** A page of what was changed since then, the oldest change first. @param fine whether its lines have amounts of units */
    Request changed(String path, String since, int page, int size, boolean fine) {
        String query = "order=UpdatedDateUTC%20ASC&page=" + page + "&pageSize=" + size + (fine ? "&" + FINE : "");
        return call("GET", "/" + path, query, null, null).with("If-Modified-Since", since);
    }

    Request contact(Counterparty party) {
        return call("GET", "/Contacts", "where=" + encoded(party.where()) + "&summaryOnly=true", null, null);
    }

    Request organisation() {
        return call("GET", "/Organisation", null, null, null);
    }

    private Request call(String method, String path, String query, String key, String body) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("xero-tenant-id", tenant);
        if (key != null) {
            headers.put("Idempotency-Key", fitting(key + "-" + hash(body).substring(0, 12)));
        }
        return new Request(method, path, query, headers, body);
    }

    /** One key for several. */
    static String together(List<String> keys) {
        return "HB-batch-" + hash(String.join("\n", keys)).substring(0, 40);
    }

    private static String fitting(String key) {
        return key.length() <= LONGEST_KEY ? key : "HB-" + hash(key);
    }

    private static String hash(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
