package io.hourbook.home;

import java.nio.file.Path;

/** The folder that holds one company: its routes and mappings, what came in, the database, what went out. */
public record Home(Path root) {

    public Home {
        root = root.toAbsolutePath().normalize();
    }

    public Path routes() {
        return root.resolve("routes");
    }

    public Path mappings() {
        return root.resolve("mappings");
    }

    public Path inbox() {
        return root.resolve("inbox");
    }

    public Path data() {
        return root.resolve("data");
    }

    public Path out() {
        return root.resolve("out");
    }

    /**
     * A path as it is shown to people: relative to the home where it lies inside, with forward slashes. A file may be called anything:
     * what nobody can see, a line's end above all, is shown as a question mark.
     */
    public String show(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        return (absolute.startsWith(root) ? root.relativize(absolute) : absolute).toString().replace('\\', '/').replaceAll("\\p{Cntrl}", "?");
    }
}
