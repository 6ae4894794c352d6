package io.hourbook.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What a start needs of classes, known from the start before: they are read and checked on a thread beside, while the start waits
 * for its database and does what cannot be done side by side. A start is as right without: a list that is missing, of another
 * program or damaged is as good as none, and no class is set to work before it is needed.
 */
public final class EarlyClasses {

    private static final long MOST_BYTES = 4_000_000;

    private final ClassLoader classes;
    private final Path file;
    private final String program;
    private volatile boolean ended;
    private boolean known;

    private EarlyClasses(ClassLoader classes, Path file, String program) {
        this.classes = classes;
        this.file = file;
        this.program = program;
    }

    /**
     * From now on, classes are read ahead where a list is there.
     *
     * @param file where the list is kept between starts; one for each command
     */
    public static EarlyClasses begin(Path file) {
        String program;
        try {
            Path jar = Path.of(System.getProperty("java.class.path", ""));
            program = Files.size(jar) + " " + Files.getLastModifiedTime(jar).toMillis() + " " + System.getProperty("java.vm.version");
        } catch (IOException | InvalidPathException | SecurityException several) {
            program = "";
        }
        return begin(EarlyClasses.class.getClassLoader(), file, program);
    }

    /** @param program tells one build and one JVM from another; empty for neither reading nor keeping */
    static EarlyClasses begin(ClassLoader loader, Path file, String program) {
        EarlyClasses early = new EarlyClasses(loader, file, program);
        List<String> names = early.list();
        if (!names.isEmpty()) {
            Thread thread = new Thread(() -> early.read(names), "hourbook-early-classes");
            thread.setDaemon(true);
            thread.start();
        }
        return early;
    }

    /** The start is through: what it took is kept for the next one. A folder that cannot be written leaves things as they are. */
    public void end() {
        ended = true;
        // our loader's class is another one here than where it was made, so that a word of the JDK's stands between
        if (!(classes instanceof Supplier<?> noted) || !(noted.get() instanceof List<?> names) || known || names.isEmpty() || program.isEmpty()) {
            return;
        }
        // of this process alone: two starts at once must not write into each other's
        Path draft = file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid() + ".new");
        try {
            try {
                Files.writeString(
                        draft, names.stream().map(Object::toString).collect(Collectors.joining("\n", program + "\n", "\n")), StandardCharsets.UTF_8);
                Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException unwritable) {
            // the next start takes as long as this one did
            return;
        }
    }

    /** The names that the start before took, in its order. */
    private List<String> list() {
        try {
            if (!(classes instanceof Supplier<?>) || program.isEmpty() || !Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
                return List.of();
            }
            List<String> lines = new ArrayList<>(Files.readAllLines(file, StandardCharsets.UTF_8));
            if (lines.isEmpty() || !lines.remove(0).equals(program)) {
                return List.of();
            }
            known = true;
            return lines;
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    private void read(List<String> names) {
        for (String name : names) {
            if (ended) {
                return;
            }
            try {
                // asking for its constructors has a class checked, which is half of the work, and runs nothing of it
                classes.loadClass(name).getDeclaredConstructors();
            } catch (ClassNotFoundException | LinkageError | RuntimeException notNow) {
                // whoever needs it will see why
                continue;
            }
        }
    }
}
