package io.hourbook.mapping;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The shipped mappings, and copies of them to spoil. */
final class Books {

    static final Path FOLDER = Path.of("mappings");

    private Books() {}

    static MappingBook shipped() {
        return load(FOLDER);
    }

    /** With an empty environment. */
    static MappingBook load(Path mappings) {
        return new MappingLoader(Map.<String, String>of()::get).load(mappings);
    }

    /** A copy of the shipped mappings in a home; their folder. */
    static Path copy(Path home) {
        return overlay(FOLDER, home.resolve("mappings"));
    }

    /** Copies a folder over another. @return the other */
    static Path overlay(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.write(target, Files.readAllBytes(file));
                }
            }
            return to;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void edit(Path file, UnaryOperator<String> change) {
        try {
            Files.writeString(file, change.apply(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
