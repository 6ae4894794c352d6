package io.hourbook.version;

import io.hourbook.problem.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a folder proposes: the files that were edited in it since it was in step with a version, upon the version in force. What others
 * changed meanwhile stays, for a folder that does not know of it yet must not take it back.
 *
 * @param files     the whole set as it would be
 * @param conflicts a finding for each file that was edited here and changed in force
 */
record Edit(FileSet files, List<Finding> conflicts) {

    /**
     * @param base    the version that the folder was in step with
     * @param inForce the newest version
     * @param number  its number, for people
     */
    static Edit of(FileSet folder, FileSet base, FileSet inForce, int number) {
        Set<String> edited = folder.changed(base);
        Map<String, byte[]> files = new TreeMap<>(inForce.all());
        List<Finding> conflicts = new ArrayList<>();
        for (String path : edited) {
            if (!inForce.same(base, path) && !inForce.same(folder, path)) {
                conflicts.add(new Finding("VER-101", path + ":1", "this was changed by version " + number + " while it was edited here", null,
                        "an edit of the file as it is in force",
                        "hourbook versions show " + number + " has what changed; hourbook versions rollback " + number
                                + " puts your edit aside and the file in force in its place: make the edit there"));
            } else if (folder.get(path) == null) {
                files.remove(path);
            } else {
                files.put(path, folder.get(path));
            }
        }
        return new Edit(new FileSet(files), conflicts);
    }
}
