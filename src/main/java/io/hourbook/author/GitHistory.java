package io.hourbook.author;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathFilterGroup;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/** What git knows of who edited some files of a work tree. Reads only, and runs no program. */
final class GitHistory implements AutoCloseable {

    /** An edit of more commits than these is told by its last one. */
    private static final int MOST_COMMITS = 200;

    private final Repository repository;

    GitHistory(WorkTree tree) throws IOException {
        QuietGit.install();
        repository = new FileRepositoryBuilder().setWorkTree(tree.root().toFile()).setGitDir(tree.gitDir().toFile()).setMustExist(true).build();
    }

    /**
     * Whoever committed these files last, where they are as they were committed; whoever works there, where they are not; nobody, where
     * git does not track the folders that they lie in.
     *
     * @param paths edited, as the work tree has them, to what they are called in a set
     */
    Author author(Map<String, String> paths, Map<String, byte[]> folder, Map<String, byte[]> base) throws IOException {
        ObjectId head = repository.resolve(Constants.HEAD);
        if (head == null) {
            return Author.unknown(null);
        }
        try (RevWalk walk = new RevWalk(repository)) {
            RevCommit newest = walk.parseCommit(head);
            if (!tracked(paths, newest)) {
                return Author.unknown(null);
            }
            Hands hands = hands(walk, newest, paths, base);
            return hands.last() != null && says(newest, paths, folder) ? committed(hands) : working(newest, hands);
        }
    }

    /** Whether git has anything of the folder that a file lies in: a home within somebody's project is none of that project. */
    private boolean tracked(Map<String, String> paths, RevCommit newest) throws IOException {
        for (Map.Entry<String, String> path : paths.entrySet()) {
            // routes/process/x.camel.yaml in homes/studio/routes/process/x.camel.yaml: the folder is homes/studio/routes
            String below = path.getValue().substring(path.getValue().indexOf('/'));
            String top = path.getKey().substring(0, path.getKey().length() - below.length());
            if (!has(newest, top) && !has(newest, top.replaceFirst("routes$", "mappings")) && !has(newest, top.replaceFirst("mappings$", "routes"))) {
                return false;
            }
        }
        return true;
    }

    private boolean has(RevCommit commit, String folder) throws IOException {
        if (folder.isEmpty()) {
            return true;
        }
        try (TreeWalk found = TreeWalk.forPath(repository, folder, commit.getTree())) {
            return found != null;
        }
    }

    /** What is not committed is by whoever works there, and by all who committed to it since the folder was in step, too. */
    private Author working(RevCommit newest, Hands hands) {
        String name = repository.getConfig().getString("user", null, "name");
        String address = repository.getConfig().getString("user", null, "email");
        String note = "not committed, upon commit " + newest.abbreviate(10).name();
        Set<String> names = new LinkedHashSet<>(Author.namesOf(name, address).toList());
        names.addAll(hands.names());
        return new Author(name == null && address == null ? Author.WHOEVER : shown(name, address), List.copyOf(names), note);
    }

    /** The last commit that touched what was edited; whoever had a hand in it since the folder was in step is an author, too. */
    private static Author committed(Hands hands) {
        PersonIdent who = hands.last().getAuthorIdent();
        Set<String> names = hands.names().isEmpty() ? new LinkedHashSet<>(Author.namesOf(who.getName(), who.getEmailAddress()).toList()) : hands.names();
        return new Author(shown(who.getName(), who.getEmailAddress()), List.copyOf(names),
                "commit " + hands.last().abbreviate(10).name() + ": " + hands.last().getShortMessage());
    }

    /**
     * Who had a hand in some files since they said what the base says.
     *
     * @param last  the newest commit that touched them; null where none did
     * @param names of all authors since then; empty where the base was never committed, and nobody can say since when
     */
    private record Hands(RevCommit last, Set<String> names) {}

    /** Every line of history is followed back to where it says what the base says: a branch that was merged has authors of its own. */
    private Hands hands(RevWalk walk, RevCommit newest, Map<String, String> paths, Map<String, byte[]> base) throws IOException {
        if (says(newest, paths, base)) {
            return new Hands(null, Set.of());
        }
        walk.setTreeFilter(AndTreeFilter.create(PathFilterGroup.createFromStrings(paths.keySet()), TreeFilter.ANY_DIFF));
        walk.markStart(newest);
        RevCommit last = null;
        Set<String> names = new LinkedHashSet<>();
        Set<ObjectId> open = new HashSet<>();
        Set<ObjectId> before = new HashSet<>();
        int seen = 0;
        for (RevCommit commit : walk) {
            open.remove(commit);
            if (before.contains(commit)) {
                before.addAll(List.of(commit.getParents()));
            } else {
                PersonIdent who = commit.getAuthorIdent();
                Author.namesOf(who.getName(), who.getEmailAddress()).forEach(names::add);
                last = last == null ? commit : last;
                if (++seen == MOST_COMMITS || commit.getParentCount() == 0 && paths.values().stream().anyMatch(path -> base.get(path) != null)) {
                    // the folder was in step with something that was never committed
                    return new Hands(last, Set.of());
                }
                for (RevCommit parent : commit.getParents()) {
                    (says(walk.parseCommit(parent), paths, base) ? before : open).add(parent);
                }
            }
            open.removeAll(before);
            if (open.isEmpty()) {
                return new Hands(last, names);
            }
        }
        return new Hands(last, last == null ? Set.of() : names);
    }

    /** Whether a commit has these very files. */
    private boolean says(RevCommit commit, Map<String, String> paths, Map<String, byte[]> files) throws IOException {
        for (Map.Entry<String, String> path : paths.entrySet()) {
            byte[] bytes = files.get(path.getValue());
            try (TreeWalk found = TreeWalk.forPath(repository, path.getKey(), commit.getTree())) {
                if (found == null ? bytes != null : bytes == null || !same(found.getObjectId(0), bytes)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Where git writes other ends of lines to the disk than it keeps, it is the same file. */
    private static boolean same(ObjectId kept, byte[] bytes) {
        return kept.equals(id(bytes))
                || kept.equals(id(new String(bytes, StandardCharsets.ISO_8859_1).replace("\r\n", "\n").getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static ObjectId id(byte[] bytes) {
        try (ObjectInserter.Formatter formatter = new ObjectInserter.Formatter()) {
            return formatter.idFor(Constants.OBJ_BLOB, bytes);
        }
    }

    private static String shown(String name, String address) {
        return address == null ? name : name == null ? "<" + address + ">" : name + " <" + address + ">";
    }

    @Override
    public void close() {
        repository.close();
    }
}
