package io.hourbook.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** A body that is sent to the API holds a list of references at most: what is larger is refused, said or unsaid how large. */
@Component
class BodyLimit extends OncePerRequestFilter {

    /** Bytes. */
    static final int MOST = 1 << 20;

    /** The body went on past what may be sent. */
    static final class TooLarge extends IOException {
        TooLarge() {
            super("more than " + MOST + " bytes");
        }
    }

    private final ObjectMapper json = new ObjectMapper();

    static Problem tooLarge() {
        return new Problem(new Finding(
                "API-106", "body", "the body is too large", null, "no more than " + MOST + " bytes", "send it in several parts"));
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !ConsoleErrors.api(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > MOST) {
            response.setStatus(HttpStatus.PAYLOAD_TOO_LARGE.value());
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.getOutputStream().write(json.writeValueAsBytes(ApiProblem.of(HttpStatus.PAYLOAD_TOO_LARGE, tooLarge())));
            return;
        }
        chain.doFilter(new HttpServletRequestWrapper(request) {
            @Override
            public ServletInputStream getInputStream() throws IOException {
                return new Counted(super.getInputStream());
            }
        }, response);
    }

    private static final class Counted extends ServletInputStream {

        private final ServletInputStream body;
        private long read;

        Counted(ServletInputStream body) {
            this.body = body;
        }

        @Override
        public int read() throws IOException {
            int one = body.read();
            counted(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] into, int from, int most) throws IOException {
            int some = body.read(into, from, most);
            counted(Math.max(0, some));
            return some;
        }

        private void counted(int bytes) throws TooLarge {
            read += bytes;
            if (read > MOST) {
                throw new TooLarge();
            }
        }

        @Override
        public boolean isFinished() {
            return body.isFinished();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            body.setReadListener(listener);
        }
    }
}
