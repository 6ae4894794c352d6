package io.hourbook.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.hourbook.console.DocumentBoard.Document;
import io.hourbook.document.Releases;
import io.hourbook.document.Releases.Released;
import io.hourbook.document.Releases.Result;
import io.hourbook.document.Releases.Seen;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.stereotype.Component;

/** Releases documents for the API and the page: reads what is asked for, strictly, and says what was seen. */
@Component
class ReleaseDesk {

    private static final int MOST = 1_000;
    private static final ObjectMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    /**
     * What is to be released. At least one of the two lists.
     *
     * @param references     in what they say at the moment of the call
     * @param documents      in the revision that a person saw: refused where it has changed since
     * @param evenUnfinished whether they go although their period has not ended
     */
    @Schema(name = "Release")
    record Request(
            @Schema(description = "Documents as they stand at the moment of the call") List<String> references,
            @Schema(description = "Documents in the revision that was seen: refused where one has changed since") List<Named> documents,
            @Schema(description = "Whether they go although their period has not ended") Boolean evenUnfinished,
            @Schema(description = "Why, for those who look at it later") String note) {}

    /** @param target may be null where only one target has a document of this reference */
    @Schema(name = "SeenDocument")
    record Named(String target, @Schema(requiredMode = Schema.RequiredMode.REQUIRED) String reference,
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) Integer revision) {}

    private final Releases releases;
    private final DocumentBoard documents;
    private final Company company;

    ReleaseDesk(Releases releases, DocumentBoard documents, Company company) {
        this.releases = releases;
        this.documents = documents;
        this.company = company;
    }

    /** A body without anything that nobody knows: a misspelt member would silently mean its opposite. */
    static Request read(JsonNode body, ServletServerHttpRequest from) {
        try {
            Request request = STRICT.treeToValue(body, Request.class);
            if (request == null) {
                throw new HttpMessageNotReadableException("no object", from);
            }
            return request;
        } catch (JsonProcessingException wrong) {
            throw new HttpMessageNotReadableException("not as wanted", wrong, from);
        }
    }

    Result release(Request request, String by) {
        List<Seen> seen = new ArrayList<>();
        for (Named named : request.documents == null ? List.<Named>of() : request.documents) {
            if (named == null || named.reference == null || named.revision == null) {
                throw Asked.wrong("documents", null, "a reference and a revision for each");
            }
            seen.add(new Seen(Asked.text("target", named.target), reference(named.reference), named.revision));
        }
        for (String reference : request.references == null ? List.<String>of() : request.references) {
            seen.addAll(now(reference(reference)));
        }
        return release(seen, Boolean.TRUE.equals(request.evenUnfinished), by, request.note);
    }

    /** @throws io.hourbook.problem.Problem as {@link Releases#release} says; then nothing is released */
    Result release(List<Seen> seen, boolean evenUnfinished, String by, String note) {
        if (seen.isEmpty() || seen.size() > MOST) {
            throw Asked.wrong("references", seen.size() + " documents", "1 to " + MOST + " documents");
        }
        return releases.release(seen, evenUnfinished, by, Asked.note("note", note));
    }

    List<Released> history(Document document) {
        return releases.history(document.target(), document.reference());
    }

    private static String reference(String reference) {
        return Asked.required("references", Asked.text("references", reference), "references of documents");
    }

    /** One that nobody has is handed on: the door says so with all others that may not go. */
    private List<Seen> now(String reference) {
        List<Seen> now = documents.named(reference, company.now().today()).stream()
                .map(document -> new Seen(null, reference, document.revision()))
                .distinct()
                .toList();
        return now.isEmpty() ? List.of(new Seen(null, reference, 0)) : now.subList(0, 1);
    }
}
