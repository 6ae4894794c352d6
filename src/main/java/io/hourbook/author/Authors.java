package io.hourbook.author;

import io.hourbook.home.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whose an edit of {@code routes/} and {@code mappings/} is, where they lie in a work tree of git's. Elsewhere nobody knows, and nothing
 * of git's is loaded. Reads only.
 */
public final class Authors {

    private static final Logger LOG = LoggerFactory.getLogger(Authors.class);

    private final Home home;
    private final Checkout checkout;

    public Authors(Home home) {
        this.home = home;
        this.checkout = new Checkout(home);
    }

    /** Whether git is writing to the folders at this moment: half a checkout is nobody's edit. Not for several threads at once. */
    public boolean atWork() {
        return checkout.underWay();
    }

    /**
     * Whose an edit is. Files are paths from the home on, with forward slashes, to bytes.
     *
     * @param folder what the folders say now
     * @param base   what they said when they were in step with a version
     * @param edited the paths that differ
     */
    public Author of(Map<String, byte[]> folder, Map<String, byte[]> base, Collection<String> edited) {
        Map<Optional<WorkTree>, Map<String, String>> byTree = new LinkedHashMap<>();
        for (String path : edited) {
            Path top = home.root().resolve(path.substring(0, path.indexOf('/')));
            Optional<WorkTree> tree = WorkTree.around(top);
            byTree.computeIfAbsent(tree, none -> new TreeMap<>()).put(tree.map(found -> within(found, top, path)).orElse(path), path);
        }
        List<Author> authors = byTree.entrySet().stream()
                .map(part -> part.getKey().map(tree -> asked(tree, part.getValue(), folder, base)).orElseGet(() -> Author.unknown(null)))
                .distinct().toList();
        return authors.size() == 1 ? authors.get(0) : together(authors);
    }

    /** The path as the work tree has it: a folder of the home may be a link into one. */
    private static String within(WorkTree tree, Path top, String path) {
        Path real;
        try {
            real = top.toRealPath();
        } catch (IOException gone) {
            real = top;
        }
        return tree.root().relativize(real).resolve(path.substring(path.indexOf('/') + 1)).toString().replace('\\', '/');
    }

    private static Author asked(WorkTree tree, Map<String, String> paths, Map<String, byte[]> folder, Map<String, byte[]> base) {
        try (GitHistory history = new GitHistory(tree)) {
            return history.author(paths, folder, base);
        } catch (IOException | RuntimeException | LinkageError unreadable) {
            LOG.debug("git's history cannot be read", unreadable);
            return Author.unknown("git's history cannot be read");
        }
    }

    private static Author together(List<Author> authors) {
        Set<String> names = new LinkedHashSet<>();
        List<String> notes = new ArrayList<>();
        for (Author author : authors) {
            names.addAll(author.names());
            if (author.note() != null) {
                notes.add(author.note());
            }
        }
        return new Author(authors.stream().map(Author::name).distinct().collect(Collectors.joining(" and ")), List.copyOf(names),
                notes.isEmpty() ? null : String.join("; ", notes));
    }
}
