package io.hourbook.security;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.tomcat.util.buf.MessageBytes;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/**
 * Takes a proxy's word for who calls and how: {@code X-Forwarded-For}, {@code -Proto} and {@code -Host}. Only the word of those
 * that are named; of several the last, which the nearest proxy wrote. Tomcat's own valve knows proxies by patterns of text
 * only, in which a network is easily drawn too wide.
 */
final class ProxyValve extends ValveBase {

    private final List<IpAddressMatcher> proxies;

    ProxyValve(List<String> proxies) {
        super(true);
        this.proxies = proxies.stream().map(IpAddressMatcher::new).toList();
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        String peer = request.getRemoteAddr();
        if (!isProxy(peer)) {
            getNext().invoke(request, response);
            return;
        }
        String scheme = request.getScheme();
        String server = request.getServerName();
        int port = request.getServerPort();
        boolean secure = request.isSecure();
        MessageBytes schemeBytes = request.getCoyoteRequest().scheme();
        try {
            caller(request, peer);
            place(request);
            getNext().invoke(request, response);
        } finally {
            request.setRemoteAddr(peer);
            request.setSecure(secure);
            schemeBytes.setString(scheme);
            request.getCoyoteRequest().serverName().setString(server);
            request.getCoyoteRequest().setServerPort(port);
        }
    }

    /** The last address that is no proxy of ours; everything before it may be made up by the caller. */
    private void caller(Request request, String peer) {
        String caller = peer;
        for (String hop : reversed(request, "X-Forwarded-For")) {
            if (!isAddress(hop)) {
                break;
            }
            caller = hop;
            if (!isProxy(hop)) {
                break;
            }
        }
        request.setRemoteAddr(caller);
        request.setRemoteHost(caller);
    }

    private static void place(Request request) {
        List<String> protocols = reversed(request, "X-Forwarded-Proto");
        boolean secure = !protocols.isEmpty() && protocols.get(0).equalsIgnoreCase("https");
        boolean said = !protocols.isEmpty();
        if (said) {
            request.setSecure(secure);
            request.getCoyoteRequest().scheme().setString(secure ? "https" : "http");
        }
        List<String> hosts = reversed(request, "X-Forwarded-Host");
        String host = hosts.isEmpty() ? request.getHeader("Host") : hosts.get(0);
        if (host != null && (said || !hosts.isEmpty())) {
            int colon = host.lastIndexOf(':');
            boolean hasPort = colon > host.lastIndexOf(']') && host.substring(colon + 1).matches("\\d{1,5}");
            request.getCoyoteRequest().serverName().setString(hasPort ? host.substring(0, colon) : host);
            request.getCoyoteRequest().setServerPort(hasPort ? Integer.parseInt(host.substring(colon + 1)) : request.isSecure() ? 443 : 80);
        }
    }

    private static List<String> reversed(Request request, String header) {
        List<String> values = new java.util.ArrayList<>(Collections.list(request.getHeaders(header)).stream()
                .flatMap(line -> Stream.of(line.split(","))).map(String::strip).filter(value -> !value.isEmpty()).toList());
        Collections.reverse(values);
        return values;
    }

    private boolean isProxy(String address) {
        return proxies.stream().anyMatch(proxy -> proxy.matches(address));
    }

    private static boolean isAddress(String text) {
        return text.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
    }
}
