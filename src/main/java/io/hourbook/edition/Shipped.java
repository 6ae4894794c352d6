package io.hourbook.edition;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * What this release and those before it shipped. Of earlier ones the hashes are kept, which tell whether a file was ever edited. Files
 * are named from the home on, but for those of a home that {@code init} lays out: {@code blank/rounding.yaml}.
 */
final class Shipped {

    /** What one release shipped. @param hashes by file */
    record Release(String name, Map<String, String> hashes) {}

    private static final List<String> EARLIER = List.of("0.1.0", "0.2.0", "0.3.0", "0.4.0", "0.5.0");
    private static final String BLANK = "blank/";
    private static final String MAPPINGS = "mappings/";

    private final Map<String, byte[]> now = new TreeMap<>();
    private final List<Release> releases = new ArrayList<>();

    Shipped() {
        try {
            PathMatchingResourcePatternResolver jar = new PathMatchingResourcePatternResolver();
            take(jar, "home/", "");
            take(jar, BLANK, BLANK);
            for (String release : EARLIER) {
                Map<String, String> hashes = new TreeMap<>();
                text(jar.getResource("classpath:shipped/" + release + ".txt")).lines().filter(line -> !line.startsWith("#"))
                        .forEach(line -> hashes.put(line.substring(line.indexOf(' ') + 1), line.substring(0, line.indexOf(' '))));
                releases.add(new Release(release, hashes));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void take(PathMatchingResourcePatternResolver jar, String from, String as) throws IOException {
        for (Resource resource : jar.getResources("classpath:" + from + "**/*")) {
            String url = resource.getURL().toString();
            String name = url.substring(url.lastIndexOf(from) + from.length());
            if (!name.isEmpty() && !name.endsWith("/") && resource.isReadable()) {
                now.put(as + name, bytes(resource));
            }
        }
    }

    private static byte[] bytes(Resource resource) throws IOException {
        try (InputStream in = resource.getInputStream()) {
            return in.readAllBytes();
        }
    }

    private static String text(Resource resource) throws IOException {
        return new String(bytes(resource), StandardCharsets.UTF_8);
    }

    /** The first 32 digits of SHA-256, whichever way lines end: a checkout or an editor on Windows edits nothing. */
    static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(LineEnds.plain(bytes))).substring(0, 32);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }

    List<Release> releases() {
        return releases;
    }

    /** Everything that this release ships, by file. */
    Map<String, byte[]> now() {
        return now;
    }

    /** The names under which a file of a home may have been shipped. @param blank whether the home was laid out by init */
    static List<String> names(String path, boolean blank) {
        if (!path.startsWith(MAPPINGS)) {
            return List.of(path);
        }
        String other = BLANK + path.substring(MAPPINGS.length());
        return blank ? List.of(other, path) : List.of(path, other);
    }

    boolean isOfNow(String name, String hash) {
        return now.containsKey(name) && hash(now.get(name)).equals(hash);
    }

    /** Whether an earlier release shipped exactly this. */
    boolean wasShipped(String name, String hash) {
        return releases.stream().anyMatch(release -> hash.equals(release.hashes.get(name)));
    }

    /** The release that most of these files are of; of several, the earliest. Empty where none is of any. */
    Optional<Release> origin(Map<String, String> hashes, boolean blank) {
        Release best = null;
        long most = 0;
        for (Release release : releases) {
            long alike = hashes.entrySet().stream()
                    .filter(file -> names(file.getKey(), blank).stream().anyMatch(name -> file.getValue().equals(release.hashes.get(name))))
                    .count();
            if (alike > most) {
                best = release;
                most = alike;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Whether a home's mappings began as those that {@code init} lays out, not as the sample company's. */
    boolean blank(Map<String, String> hashes) {
        long ofBlank = 0;
        long ofSample = 0;
        for (Map.Entry<String, String> file : hashes.entrySet()) {
            if (file.getKey().startsWith(MAPPINGS)) {
                ofSample += known(file.getKey(), file.getValue()) ? 1 : 0;
                // the formats of trackers are the same for every company
                ofBlank += known(names(file.getKey(), true).get(0), file.getValue()) || file.getKey().startsWith(MAPPINGS + "sources/") ? 1 : 0;
            }
        }
        return ofBlank > ofSample;
    }

    private boolean known(String name, String hash) {
        return isOfNow(name, hash) || wasShipped(name, hash);
    }
}
