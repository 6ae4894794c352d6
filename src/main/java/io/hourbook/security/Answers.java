package io.hourbook.security;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Refusals as programs read them, and who is a program. */
final class Answers {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Answers() {}

    /** Addresses that programs call: they are answered with a problem instead of a page, and show who they are with each call. */
    static boolean forPrograms(HttpServletRequest request) {
        String path = request.getRequestURI();
        return Stream.of("/api", "/observe", "/sandbox", "/hooks").anyMatch(root -> path.equals(root) || path.startsWith(root + "/"));
    }

    /** RFC 9457. */
    static void problem(HttpServletResponse response, int status, String title, String detail) throws IOException {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", title);
        problem.put("status", status);
        problem.put("detail", detail);
        byte[] body = JSON.writeValueAsBytes(problem);
        response.setStatus(status);
        response.setContentType("application/problem+json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
