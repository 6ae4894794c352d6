package io.hourbook.mapping;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One policy: what the company's file says, and for every key it does not have what the shipped one says. */
final class PolicyFile {

    private final YamlMap own;
    private final YamlMap shipped;

    PolicyFile(Policy policy, MappingFiles files, Faults faults) {
        own = YamlMap.parse(files.shown(policy.file()), files.text(policy.file()), faults).only(policy.keys());
        shipped = YamlMap.shipped(files.shown(policy.file()), shippedText(policy), faults);
    }

    private static String shippedText(Policy policy) {
        try (InputStream in = PolicyFile.class.getResourceAsStream("/home/mappings/" + policy.file())) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private YamlMap holder(String key) {
        return own.has(key) ? own : shipped;
    }

    /** Whether the company's file or the shipped one names it at all. */
    boolean names(String key) {
        return holder(key).has(key);
    }

    Cell cell(String key) {
        return holder(key).cell(key).needed();
    }

    YamlMap map(String key) {
        return holder(key).map(key);
    }

    /** The values of a list. */
    List<Cell> list(String key) {
        return holder(key).list(key);
    }

    /** A value that may be empty. */
    Cell optional(String key) {
        return holder(key).cell(key);
    }

    /** What the company's file says, and nothing else. */
    YamlMap own(String key) {
        return own.map(key);
    }

    YamlMap shipped(String key) {
        return shipped.map(key);
    }
}
