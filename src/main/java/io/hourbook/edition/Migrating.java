package io.hourbook.edition;

import io.hourbook.home.Home;
import io.hourbook.problem.Finding;
import io.hourbook.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Finds out what becomes of each file of one home. */
final class Migrating {

    private static final String CASES = ".cases.";

    private final Shipped shipped;
    private final Map<String, byte[]> files = new TreeMap<>();
    private final Set<String> links = new HashSet<>();
    private final Map<String, String> hashes = new TreeMap<>();
    private final Map<Folder, FormatFile> said = new EnumMap<>(Folder.class);
    private final boolean blank;
    private final Optional<Shipped.Release> origin;
    private final List<Migration.Change> changes = new ArrayList<>();
    private final List<Migration.Change> byHand = new ArrayList<>();

    Migrating(Home home, Shipped shipped) throws IOException {
        this.shipped = shipped;
        List<Finding> refused = new ArrayList<>();
        for (Folder folder : Folder.values()) {
            read(home, home.root().resolve(folder.path()));
            FormatFile format = FormatFile.of(Editions.text(home.root().resolve(folder.file())));
            said.put(folder, format);
            if (format.refused(folder) != null) {
                refused.add(format.refused(folder));
            }
        }
        if (!refused.isEmpty()) {
            throw new Problem(refused);
        }
        files.forEach((path, bytes) -> hashes.put(path, Shipped.hash(bytes)));
        blank = shipped.blank(hashes);
        origin = shipped.origin(hashes, blank);
    }

    private void read(Home home, Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                String path = home.root().relativize(file).toString().replace('\\', '/');
                if (!path.contains("/.") && (path.endsWith(".yaml") || path.endsWith(".csv"))) {
                    files.put(path, Files.readAllBytes(file));
                    if (linked(folder, file)) {
                        links.add(path);
                    }
                }
            }
        }
    }

    /** Whether a file below a folder is reached by a link: what it leads to belongs to whoever made it. */
    private static boolean linked(Path folder, Path file) {
        for (Path at = file; !at.equals(folder); at = at.getParent()) {
            if (Files.isSymbolicLink(at)) {
                return true;
            }
        }
        return false;
    }

    Migration plan() {
        files.keySet().stream().filter(path -> !isFormat(path)).forEach(this::judge);
        shipped.now().keySet().forEach(this::add);
        for (Folder folder : Folder.values()) {
            if (!present(folder)) {
                byte[] before = files.get(folder.file());
                byte[] after = before == null ? shipped.now().get(folder.file())
                        : FormatFile.raised(new String(before, StandardCharsets.UTF_8), folder.newest()).getBytes(StandardCharsets.UTF_8);
                changes.add(new Migration.Change(folder.file(), before, after));
            }
        }
        changes.sort(Comparator.comparing(Migration.Change::path));
        return new Migration(origin.map(Shipped.Release::name).orElse(null), List.copyOf(changes), List.copyOf(byHand));
    }

    private void judge(String path) {
        String name = nameOf(path);
        if (name == null) {
            changedSince(path).ifPresent(byHand::add);
        } else if (!shipped.isOfNow(name, hashes.get(path))) {
            // a file and its cases go together: either would not fit to the other of another release
            List<Migration.Change> to = links.contains(path) || edited(partner(path)) || links.contains(partner(path)) ? byHand : changes;
            to.add(new Migration.Change(path, files.get(path), LineEnds.like(files.get(path), shipped.now().get(name))));
        }
    }

    /** Under which name a file was shipped as it is; null where somebody has edited it, or made it. */
    private String nameOf(String path) {
        List<String> names = Shipped.names(path, blank);
        return names.stream().filter(name -> shipped.isOfNow(name, hashes.get(path))).findFirst()
                .or(() -> names.stream().filter(name -> shipped.wasShipped(name, hashes.get(path))).findFirst())
                .orElse(null);
    }

    private boolean edited(String path) {
        return files.containsKey(path) && nameOf(path) == null;
    }

    /** The file of which these are the cases, or the cases of this file. */
    private String partner(String path) {
        int ending = path.indexOf(CASES);
        if (ending < 0) {
            String stem = path.replaceFirst("\\.(camel\\.yaml|yaml|csv)$", "");
            return stem + (path.endsWith(".csv") ? ".cases.csv" : ".cases.yaml");
        }
        String stem = path.substring(0, ending);
        return path.startsWith(Folder.ROUTES.path()) ? stem + ".camel.yaml" : stem + path.substring(ending + CASES.length() - 1);
    }

    /** An edited file of which something else is shipped now than its release did; a table is the company's own. */
    private Optional<Migration.Change> changedSince(String path) {
        if (path.endsWith(".csv") || present(folderOf(path)) || origin.isEmpty()) {
            return Optional.empty();
        }
        return Shipped.names(path, blank).stream().filter(name -> origin.get().hashes().containsKey(name)).findFirst()
                .filter(name -> !shipped.isOfNow(name, origin.get().hashes().get(name)))
                .map(name -> new Migration.Change(path, files.get(path), shipped.now().get(name)));
    }

    /** What is new since this home's release. What its release had and it has not was taken out on purpose. */
    private void add(String name) {
        String path = name.replaceFirst("^blank/", "mappings/");
        boolean ours = Shipped.names(path, blank).stream().filter(shipped.now()::containsKey).findFirst().filter(name::equals).isPresent();
        if (!ours || isFormat(path) || files.containsKey(path) || present(folderOf(path)) || origin.isEmpty() || origin.get().hashes().containsKey(name)) {
            return;
        }
        boolean cases = path.contains(CASES);
        boolean policy = path.matches("mappings/[^/]+\\.yaml");
        // cases of tables and policies are of the sample company, and tables are the company's own
        boolean wanted = path.startsWith(Folder.ROUTES.path()) || path.startsWith("mappings/sources/") || policy && !cases;
        if (wanted && (!cases || comesWith(partner(path)))) {
            changes.add(new Migration.Change(path, null, shipped.now().get(name)));
        }
    }

    /** Whether a file is there as it was shipped, or is new itself. */
    private boolean comesWith(String path) {
        return files.containsKey(path) ? !edited(path) : shipped.now().containsKey(path) && !origin.get().hashes().containsKey(path);
    }

    private boolean present(Folder folder) {
        return said.get(folder).version().equals(folder.newest());
    }

    private static Folder folderOf(String path) {
        return path.startsWith(Folder.ROUTES.path()) ? Folder.ROUTES : Folder.MAPPINGS;
    }

    private static boolean isFormat(String path) {
        return path.equals(Folder.ROUTES.file()) || path.equals(Folder.MAPPINGS.file());
    }
}
