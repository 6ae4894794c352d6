package io.hourbook.console;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.util.UriComponentsBuilder;

/** A page of a list as an answer: the rows are the body, {@code X-Total-Count} and {@code Link} tell the rest. */
final class Paged {

    private Paged() {}

    static <T> ResponseEntity<List<T>> answer(Listed<T> listed, HttpServletRequest request) {
        return answer(listed.rows(), listed, request);
    }

    /** The same where the rows are shown inside of something. */
    static <B> ResponseEntity<B> answer(B body, Listed<?> listed, HttpServletRequest request) {
        List<String> links = new ArrayList<>();
        links.add(link(request, 1, "first"));
        if (listed.before()) {
            links.add(link(request, listed.page() - 1L, "prev"));
        }
        if (listed.after()) {
            links.add(link(request, listed.page() + 1L, "next"));
        }
        links.add(link(request, listed.last(), "last"));
        return ResponseEntity.ok()
                .header("X-Total-Count", Long.toString(listed.total()))
                .header("Link", String.join(", ", links))
                .body(body);
    }

    /** Relative to the server, so that it is right behind any proxy. */
    private static String link(HttpServletRequest request, long page, String relation) {
        UriComponentsBuilder target = UriComponentsBuilder.fromPath(request.getRequestURI());
        if (request.getQueryString() != null) {
            target.query(request.getQueryString());
        }
        return "<" + target.replaceQueryParam("page", page).build(true).toUriString() + ">; rel=\"" + relation + "\"";
    }
}
