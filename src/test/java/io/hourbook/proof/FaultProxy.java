package io.hourbook.proof;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/**
 * A line between Hourbook and an endpoint, over which anything can happen to a call or its answer. Speaks HTTP/1.1 with bodies of a
 * known length, which is what both sides use.
 */
public final class FaultProxy implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 60_000;
    private static final long LATE_MILLIS = 2_000;
    private static final long DELAY_MILLIS = 20;
    private static final String HTML = "<!DOCTYPE html>\n<html><body><h1>Sign in to the network</h1></body></html>";

    private final ServerSocket listening;
    private final Set<Socket> lines = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "fault-proxy");
        thread.setDaemon(true);
        return thread;
    });
    private volatile int endpoint;
    private volatile IntFunction<Fault> plan = call -> Fault.NONE;
    private int calls;

    /** Listens on a port of its own. */
    public FaultProxy() {
        try {
            listening = new ServerSocket(0, 128, InetAddress.getByName("127.0.0.1"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        threads.execute(this::accept);
    }

    public String url() {
        return "http://127.0.0.1:" + listening.getLocalPort();
    }

    /** What becomes of each call from now on, by its number; the first from now on is 1. @param port of the endpoint on this machine */
    public synchronized void become(int port, IntFunction<Fault> faults) {
        endpoint = port;
        plan = faults;
        calls = 0;
    }

    /** Since the plan was made. */
    public synchronized int calls() {
        return calls;
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                lines.add(client);
                threads.execute(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            client.setSoTimeout(PATIENCE_MILLIS);
            client.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(client.getInputStream());
            Message call = read(in);
            while (call != null && answered(client, in, call)) {
                call = read(in);
            }
        } catch (IOException cut) {
            // either side may go away at any time: that is what this is for
        } finally {
            lines.remove(client);
        }
    }

    /** @return whether the line goes on */
    private boolean answered(Socket client, InputStream in, Message call) throws IOException {
        int number;
        Fault fault;
        synchronized (this) {
            number = ++calls;
            fault = plan.apply(number);
        }
        switch (fault) {
            case CUT_BEFORE -> {
                return false;
            }
            case SLOW -> {
                forward(call);
                in.read();
                return false;
            }
            case LATE -> {
                in.read();
                afterOthers(number);
                forward(call);
                return false;
            }
            case DELAYED -> LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(DELAY_MILLIS));
            case REPEATED -> forward(call);
            default -> { }
        }
        byte[] answer = fault.works ? forward(call) : null;
        return written(client, fault, fault.answer == null ? answer : fault.answer);
    }

    private static boolean written(Socket client, Fault fault, byte[] answer) throws IOException {
        switch (fault) {
            case CUT_AFTER -> {
                return false;
            }
            case RESET -> {
                client.setSoLinger(true, 0);
                return false;
            }
            case CUT_IN_ANSWER -> {
                client.getOutputStream().write(answer, 0, answer.length - 3);
                return false;
            }
            case TRUNCATED -> client.getOutputStream().write(truncated(answer));
            case ANSWERED_TWICE -> {
                client.getOutputStream().write(answer);
                client.getOutputStream().write(answer);
            }
            default -> client.getOutputStream().write(answer);
        }
        return true;
    }

    /** Until two more calls came over this line, or it is clear that none will. */
    private void afterOthers(int number) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LATE_MILLIS);
        while (calls() < number + 2 && calls() >= number && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    private byte[] forward(Message call) throws IOException {
        try (Socket line = new Socket(InetAddress.getByName("127.0.0.1"), endpoint)) {
            line.setSoTimeout(PATIENCE_MILLIS);
            line.setTcpNoDelay(true);
            line.getOutputStream().write(call.bytes());
            Message answer = read(new BufferedInputStream(line.getInputStream()));
            if (answer == null) {
                throw new SocketException("the endpoint hung up");
            }
            return answer.bytes();
        }
    }

    /** The first half of the body, as if that were all of it. */
    private static byte[] truncated(byte[] answer) {
        String text = new String(answer, StandardCharsets.ISO_8859_1);
        int body = text.indexOf("\r\n\r\n") + 4;
        int half = (text.length() - body) / 2;
        String head = text.substring(0, body).replaceAll("(?i)content-length: *\\d+", "Content-Length: " + half);
        return (head + text.substring(body, body + half)).getBytes(StandardCharsets.ISO_8859_1);
    }

    private record Message(byte[] bytes) {}

    /** One request or answer, or null where the line ended before it. */
    private static Message read(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int tail = 0;
        while (tail != 0x0D0A0D0A) {
            int next = in.read();
            if (next < 0) {
                return null;
            }
            bytes.write(next);
            tail = tail << 8 | next;
        }
        int length = 0;
        for (String header : bytes.toString(StandardCharsets.ISO_8859_1).split("\r\n")) {
            if (header.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(header.substring(header.indexOf(':') + 1).strip());
            }
        }
        byte[] body = in.readNBytes(length);
        bytes.write(body);
        return body.length < length ? null : new Message(bytes.toByteArray());
    }

    @Override
    public void close() {
        try {
            listening.close();
            for (Socket line : lines) {
                line.close();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } finally {
            threads.shutdownNow();
        }
    }

    /** What becomes of a call. */
    public enum Fault {
        NONE(true),
        /** Closed before the endpoint hears of it. */
        CUT_BEFORE(false),
        /** Closed when the work is done. */
        CUT_AFTER(true),
        /** The same with a reset. */
        RESET(true),
        /** Closed in the middle of the answer. */
        CUT_IN_ANSWER(true),
        /** Half of the answer, with a length that fits. */
        TRUNCATED(true),
        /** A little late. */
        DELAYED(true),
        /** The work is done, and the answer never comes. */
        SLOW(true),
        /** The endpoint hears of it when the caller has given up and gone on. */
        LATE(false),
        /** The call comes twice at the endpoint. */
        REPEATED(true),
        /** The answer comes twice to the caller. */
        ANSWERED_TWICE(true),
        TOO_MANY(false, "429 Too Many Requests", "Retry-After: 1\r\n", "{\"errors\":[{\"message\":\"too many calls\"}]}"),
        TOO_MANY_FOR_NOW(false, "429 Too Many Requests", "", ""),
        ERROR_BEFORE(false, "500 Internal Server Error", "", "{\"errors\":[{\"message\":\"oops\"}]}"),
        ERROR_AFTER(true, "500 Internal Server Error", "", "{\"errors\":[{\"message\":\"oops\"}]}"),
        UNAVAILABLE(false, "503 Service Unavailable", "Retry-After: 1\r\n", "{\"errors\":[{\"message\":\"down for maintenance\"}]}"),
        UNAVAILABLE_AFTER(true, "503 Service Unavailable", "", HTML),
        CONFLICT_BEFORE(false, "409 Conflict", "", "{\"errors\":[{\"message\":\"another call is under way\"}]}"),
        CONFLICT_AFTER(true, "409 Conflict", "", "{\"errors\":[{\"message\":\"another call is under way\"}]}"),
        HTML_BEFORE(false, "200 OK", "", HTML),
        HTML_AFTER(true, "200 OK", "", HTML);

        private final boolean works;
        private final byte[] answer;

        Fault(boolean works) {
            this.works = works;
            this.answer = null;
        }

        Fault(boolean works, String status, String headers, String body) {
            this.works = works;
            String type = body.startsWith("<") ? "text/html" : "application/json";
            this.answer = ("HTTP/1.1 " + status + "\r\nContent-Type: " + type + "\r\n" + headers + "Content-Length: " + body.length() + "\r\n\r\n" + body)
                    .getBytes(StandardCharsets.ISO_8859_1);
        }

        /** Whether a call may come twice at the endpoint, which only one that remembers keys can make up for. */
        public boolean wantsMemory() {
            return this == REPEATED || this == LATE;
        }

        /** Whether the caller has to wait until it gives up. */
        public boolean takesLong() {
            return this == SLOW || this == LATE;
        }
    }
}
