package io.hourbook.security;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.hourbook.problem.Finding;
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

    /** Where a request was refused: its method and address, without what stands behind the question mark. */
    static String place(HttpServletRequest request) {
        return request.getMethod() + " " + request.getRequestURI();
    }

    /** RFC 9457, with the members that every other problem of the API has. */
    static void problem(HttpServletResponse response, int status, Finding finding) throws IOException {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "/errors/" + finding.code());
        problem.put("title", finding.what());
        problem.put("status", status);
        problem.put("detail", finding.text());
        problem.put("code", finding.code());
        problem.put("where", finding.where());
        problem.put("what", finding.what());
        put(problem, "saw", finding.saw());
        put(problem, "want", finding.want());
        problem.put("do", finding.fix());
        byte[] body = JSON.writeValueAsBytes(problem);
        response.setStatus(status);
        response.setContentType("application/problem+json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static void put(Map<String, Object> problem, String member, String value) {
        if (value != null) {
            problem.put(member, value);
        }
    }
}
