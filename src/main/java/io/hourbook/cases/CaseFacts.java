package io.hourbook.cases;

import io.hourbook.mapping.MappingBook;
import io.hourbook.mapping.MappingLoader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The facts that cases stand on. {@code sample}, or nothing: the sample company as it is shipped, whatever a company has written in
 * tables of its own; {@code mappings}: the home's own tables.
 */
final class CaseFacts {

    static final String SAMPLE = "sample";
    static final String HOME = "mappings";

    private static final String FOLDER = "home/mappings/";

    private final Supplier<MappingBook> home;
    private MappingBook sample;

    /** @param home the home's own book, or null where it cannot be read; asked when a case stands on it */
    CaseFacts(Supplier<MappingBook> home) {
        this.home = home;
    }

    /** @throws IllegalArgumentException where there are no facts of that name */
    MappingBook book(String name) {
        if (name == null || SAMPLE.equals(name)) {
            if (sample == null) {
                sample = read();
            }
            return sample;
        }
        if (!HOME.equals(name)) {
            throw new IllegalArgumentException("no facts \"" + name + "\"; there are " + SAMPLE + " and " + HOME);
        }
        MappingBook own = home.get();
        if (own == null) {
            throw new IllegalArgumentException("the home's own mappings/ have faults of their own; mend those first");
        }
        return own;
    }

    private static MappingBook read() {
        try {
            Map<String, byte[]> files = new HashMap<>();
            for (Resource resource : new PathMatchingResourcePatternResolver().getResources("classpath:" + FOLDER + "**/*.*")) {
                String url = resource.getURL().toString();
                String name = url.substring(url.lastIndexOf(FOLDER) + FOLDER.length());
                if (!name.contains(".cases.")) {
                    try (InputStream in = resource.getInputStream()) {
                        files.put(name, in.readAllBytes());
                    }
                }
            }
            return new MappingLoader(variable -> null).load(HOME, files);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
