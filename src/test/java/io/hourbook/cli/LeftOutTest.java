package io.hourbook.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;

/** What is left out of a start is what the libraries still offer: a name that an upgrade has changed would be set up again unseen. */
class LeftOutTest {

    @Test
    void everyNameIsOneThatWouldBeSetUp() throws IOException {
        Set<String> offered = new HashSet<>();
        ImportCandidates.load(AutoConfiguration.class, LeftOutTest.class.getClassLoader()).forEach(offered::add);

        List<String> names = leftOut();

        assertThat(names).hasSizeGreaterThan(50).doesNotHaveDuplicates().allSatisfy(name -> assertThat(offered).contains(name));
    }

    @Test
    void whatHourbookSetsUpBySettingsIsNotAmongThem() throws IOException {
        assertThat(leftOut()).noneMatch(name -> name.matches(".*\\.component\\.(direct|file|http|quartz|jdbc|bean|micrometer|resilience|jackson)\\..*"));
    }

    private static List<String> leftOut() throws IOException {
        Properties shipped = new Properties();
        try (InputStream in = LeftOutTest.class.getResourceAsStream("/config/hourbook-left-out.properties")) {
            shipped.load(in);
        }
        return Arrays.stream(shipped.getProperty("spring.autoconfigure.exclude").split(",")).map(String::strip).toList();
    }
}
