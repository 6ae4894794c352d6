package io.hourbook.security;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows down whoever guesses: after a few failures, each further one doubles the wait, for that name from that address, and for
 * the address as a whole. Never for a name as a whole, or anybody could lock its owner out. Memory is bounded: what was not
 * seen for longest is forgotten first.
 */
final class LoginGate {

    private static final int FREE_FOR_NAME = 5;
    private static final int FREE_FOR_ADDRESS = 30;
    private static final Duration LONGEST = Duration.ofMinutes(15);
    static final int MOST = 10_000;

    private record Failures(int count, Instant until, Instant last) {}

    private final Clock clock;
    private final Map<String, Failures> failures = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > MOST;
        }
    };

    LoginGate(Clock clock) {
        this.clock = clock;
    }

    /** How long this name has to wait before it may try again from there; zero when it may. */
    synchronized Duration wait(String name, String address) {
        Duration one = wait(pair(name, address));
        Duration other = wait(network(address));
        return one.compareTo(other) > 0 ? one : other;
    }

    synchronized void failed(String name, String address) {
        count(pair(name, address), FREE_FOR_NAME);
        count(network(address), FREE_FOR_ADDRESS);
    }

    /** Only this name's failures are forgiven: one account of their own would else let somebody guess at all others. */
    synchronized void succeeded(String name, String address) {
        failures.remove(pair(name, address));
    }

    synchronized int size() {
        return failures.size();
    }

    private Duration wait(String key) {
        Failures known = failures.get(key);
        Instant now = clock.instant();
        return known == null || !known.until.isAfter(now) ? Duration.ZERO : Duration.between(now, known.until);
    }

    private void count(String key, int free) {
        Instant now = clock.instant();
        Failures known = failures.get(key);
        int count = known == null || known.last.plus(LONGEST).isBefore(now) ? 1 : known.count + 1;
        Duration pause = count < free ? Duration.ZERO : Duration.ofSeconds(1L << Math.min(count - free, 20));
        failures.put(key, new Failures(count, now.plus(pause.compareTo(LONGEST) > 0 ? LONGEST : pause), now));
    }

    /** Names are compared as they are at the login; a very long one is told by its digest. */
    private static String pair(String name, String address) {
        return Passwords.sha256(name.strip().toLowerCase(java.util.Locale.ROOT)).substring(0, 32) + " " + network(address);
    }

    /** An IPv6 caller commonly has all of a /64 to call from. */
    private static String network(String address) {
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            return bytes.length == 16 ? Arrays.toString(Arrays.copyOf(bytes, 8)) : address;
        } catch (UnknownHostException notAnAddress) {
            return "unknown";
        }
    }
}
