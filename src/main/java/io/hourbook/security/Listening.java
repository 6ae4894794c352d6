package io.hourbook.security;

import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/**
 * Where the web server listens, for whom, and how it speaks.
 *
 * @param address     the address it listens on
 * @param hosts       names it answers to, beside those of this machine; in lower case
 * @param certificate PEM file, or null for plain HTTP
 * @param key         PEM file, or null
 * @param behindProxy whether a proxy in front of it speaks TLS
 * @param proxies     addresses or networks of proxies whose word on the caller is taken
 */
public record Listening(String address, Set<String> hosts, Path certificate, Path key, boolean behindProxy, List<String> proxies) {

    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F:]+");
    private static final Pattern HOST = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?|\\[[0-9a-f:]+]");
    private static final String LOOPBACK = "127.0.0.1";

    /** This machine only, in plain HTTP. */
    public static Listening local() {
        return new Listening(LOOPBACK, Set.of(), null, null, false, List.of());
    }

    /**
     * As HOURBOOK_ADDRESS, HOURBOOK_HOSTS, HOURBOOK_TLS_CERT, HOURBOOK_TLS_KEY, HOURBOOK_BEHIND_PROXY and HOURBOOK_PROXIES say.
     *
     * @throws Problem SEC-301 to SEC-304 with all that is wrong
     */
    public static Listening of(Map<String, String> environment) {
        List<Finding> findings = new ArrayList<>();
        String address = address(environment, findings);
        boolean behindProxy = behindProxy(environment, findings);
        List<String> proxies = proxies(environment, behindProxy, findings);
        Set<String> hosts = hosts(environment, findings);
        Path certificate = path(environment, "HOURBOOK_TLS_CERT");
        Path key = path(environment, "HOURBOOK_TLS_KEY");
        if (certificate != null || key != null) {
            findings.addAll(TlsFiles.check(certificate, key));
        } else if (findings.isEmpty() && !behindProxy && !loopback(address)) {
            findings.add(new Finding("SEC-303", "HOURBOOK_ADDRESS", "others could reach the console without TLS", address,
                    "TLS, or a proxy that speaks it in front of the console",
                    "name HOURBOOK_TLS_CERT and HOURBOOK_TLS_KEY, or set HOURBOOK_BEHIND_PROXY=true where a proxy or a container's"
                            + " port on this machine is all that reaches that address"));
        }
        if (!findings.isEmpty()) {
            throw new Problem(findings);
        }
        return new Listening(address, hosts, certificate, key, behindProxy, proxies);
    }

    private static String address(Map<String, String> environment, List<Finding> findings) {
        String named = value(environment, "HOURBOOK_ADDRESS");
        String address = named == null ? LOOPBACK : named.equals("localhost") ? LOOPBACK : named;
        try {
            if (ADDRESS.matcher(address).matches()) {
                InetAddress.getByName(address);
                return address;
            }
        } catch (UnknownHostException notOne) {
            // said below
        }
        findings.add(unreadable("HOURBOOK_ADDRESS", address, "an address of this machine, such as 127.0.0.1, 0.0.0.0 or 192.168.0.7"));
        return LOOPBACK;
    }

    private static boolean behindProxy(Map<String, String> environment, List<Finding> findings) {
        String said = value(environment, "HOURBOOK_BEHIND_PROXY");
        if (said != null && !said.equals("true") && !said.equals("false")) {
            findings.add(unreadable("HOURBOOK_BEHIND_PROXY", said, "true or false"));
        }
        return "true".equals(said);
    }

    private static List<String> proxies(Map<String, String> environment, boolean behindProxy, List<Finding> findings) {
        List<String> named = list(environment, "HOURBOOK_PROXIES");
        for (String proxy : named) {
            try {
                new IpAddressMatcher(proxy);
            } catch (IllegalArgumentException notOne) {
                findings.add(unreadable("HOURBOOK_PROXIES", proxy, "addresses or networks, such as 10.0.0.5 or 172.18.0.0/16, with commas between them"));
            }
        }
        return !behindProxy ? List.of() : named.isEmpty() ? List.of("127.0.0.0/8", "::1") : named;
    }

    private static Set<String> hosts(Map<String, String> environment, List<Finding> findings) {
        Set<String> hosts = new LinkedHashSet<>();
        for (String host : list(environment, "HOURBOOK_HOSTS")) {
            String lower = host.toLowerCase(Locale.ROOT);
            if (!HOST.matcher(lower).matches()) {
                findings.add(unreadable("HOURBOOK_HOSTS", host, "names without scheme and port, such as books.example.com, with commas between them"));
            }
            hosts.add(lower);
        }
        return hosts;
    }

    private static Finding unreadable(String name, String saw, String want) {
        return new Finding("SEC-304", name, "a setting that cannot be read", Names.shown(saw), want, "correct the variable and start again");
    }

    private static Path path(Map<String, String> environment, String name) {
        String value = value(environment, name);
        return value == null ? null : Path.of(value).toAbsolutePath();
    }

    private static List<String> list(Map<String, String> environment, String name) {
        String value = value(environment, name);
        return value == null ? List.of() : Stream.of(value.split(",")).map(String::strip).filter(item -> !item.isEmpty()).toList();
    }

    private static String value(Map<String, String> environment, String name) {
        String value = environment.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    private static boolean loopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException never) {
            throw new IllegalStateException(never);
        }
    }

    public boolean tls() {
        return certificate != null;
    }

    /** Whether commands on this machine need a port of their own: the main one speaks TLS, or is not where they look. */
    boolean needsOwnPort() {
        return tls() || !address.equals(LOOPBACK);
    }

    /** The address to open in a browser. @param port the console's */
    public String url(int port) {
        String host = loopback(address) ? "localhost"
                : !hosts.isEmpty() ? hosts.iterator().next()
                : address.equals("0.0.0.0") || address.equals("::") ? "localhost"
                : address.contains(":") ? "[" + address + "]" : address;
        return (tls() ? "https" : "http") + "://" + host + ":" + port;
    }

    /** What Spring Boot has to know of it. */
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("server.address", address);
        if (tls()) {
            settings.put("server.ssl.bundle", "hourbook");
            settings.put("spring.ssl.bundle.pem.hourbook.reload-on-update", true);
            settings.put("spring.ssl.bundle.pem.hourbook.keystore.certificate", "file:" + certificate);
            settings.put("spring.ssl.bundle.pem.hourbook.keystore.private-key", "file:" + key);
            // a renewed pair that does not go together is left out, and the one before it stays
            settings.put("spring.ssl.bundle.pem.hourbook.keystore.verify-keys", true);
            settings.put("spring.ssl.bundle.pem.hourbook.options.enabled-protocols", "TLSv1.3,TLSv1.2");
            settings.put("server.servlet.session.cookie.secure", true);
        }
        return settings;
    }
}
