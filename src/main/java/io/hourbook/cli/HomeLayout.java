package io.hourbook.cli;

import io.hourbook.home.Home;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Lays out a company's folder from what the jar ships. Never overwrites a file. */
final class HomeLayout {

    /** The sample company's exports, in the order in which they were made, and the inbox each belongs to. */
    private static final Map<String, String> SAMPLE = new LinkedHashMap<>();

    static {
        SAMPLE.put("clockify-detailed-los-angeles.csv", "clockify-los-angeles");
        SAMPLE.put("clockify-detailed-los-angeles.week-11-again.csv", "clockify-los-angeles");
        SAMPLE.put("clockify-malformed.csv", "clockify-los-angeles");
        SAMPLE.put("clockify-detailed-new-york.csv", "clockify-new-york");
        SAMPLE.put("toggl-detailed-berlin.csv", "toggl-berlin");
        SAMPLE.put("toggl-detailed-london.csv", "toggl-london");
        SAMPLE.put("kimai-export.csv", "kimai-tokyo");
        SAMPLE.put("harvest-time-report.csv", "harvest");
    }

    private static final PathMatchingResourcePatternResolver JAR = new PathMatchingResourcePatternResolver();

    private HomeLayout() {}

    static boolean isLaidOut(Home home) {
        return Files.isDirectory(home.routes()) || Files.isDirectory(home.mappings());
    }

    /**
     * @param sample the sample company with its exports, or else blank tables with an example row each
     * @return what was laid out, a sentence a line
     */
    static List<String> layOut(Home home, boolean sample) {
        try {
            int routes = copy("home/routes/", home.routes(), sample ? List.of() : SAMPLE.values().stream().distinct().toList());
            int mappings = sample ? copy("home/mappings/", home.mappings(), List.of()) : blankMappings(home);
            List<String> said = new ArrayList<>();
            said.add("Laid out " + home.root() + ": " + routes + " files in routes/, " + mappings + " in mappings/");
            if (sample) {
                said.add(exports(home) + " sample exports in inbox/");
            } else {
                Files.createDirectories(home.inbox());
                said.add("Fill in mappings/ (each table has an example row), then drop exports into inbox/<source>/");
            }
            return said;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static int blankMappings(Home home) throws IOException {
        return copy("blank/", home.mappings(), List.of()) + copy("home/mappings/sources/", home.mappings().resolve("sources"), List.of());
    }

    private static int copy(String from, Path to, List<String> without) throws IOException {
        int copied = 0;
        for (Resource resource : JAR.getResources("classpath:" + from + "**/*")) {
            String url = resource.getURL().toString();
            String name = url.substring(url.lastIndexOf(from) + from.length());
            boolean left = without.stream().anyMatch(stem -> name.contains("/" + stem + "."));
            if (!name.isEmpty() && !name.endsWith("/") && resource.isReadable() && !left && copy(resource, to.resolve(name))) {
                copied++;
            }
        }
        return copied;
    }

    private static boolean copy(Resource resource, Path to) throws IOException {
        if (Files.exists(to)) {
            return false;
        }
        Files.createDirectories(to.getParent());
        try (InputStream in = resource.getInputStream()) {
            Files.copy(in, to);
        }
        return true;
    }

    private static int exports(Home home) throws IOException {
        Instant made = Instant.now().minusSeconds(3_600);
        int copied = 0;
        for (Map.Entry<String, String> export : SAMPLE.entrySet()) {
            Path to = home.inbox().resolve(export.getValue()).resolve(export.getKey());
            if (copy(JAR.getResource("classpath:sample/entries/" + export.getKey()), to)) {
                // files are taken in the order in which they were made
                Files.setLastModifiedTime(to, FileTime.from(made.plusSeconds(60L * copied)));
                copied++;
            }
        }
        return copied;
    }
}
