package io.hourbook.version;

import java.nio.file.Path;
import java.util.Optional;

/** This home's folder and the version that it is in step with: it gets what runs, unless somebody edits it. */
final class Follower {

    private final HomeFolder folder;
    private final VersionStore store;

    Follower(HomeFolder folder, VersionStore store) {
        this.folder = folder;
        this.store = store;
    }

    /** The files of the version that the folder was in step with, as far as anybody knows. */
    Optional<FileSet> base(FileSet proposal, Live.Standing now) {
        Optional<String> known = folder.inStepWith();
        if (now.number() == 0 || proposal.empty() && known.isEmpty()) {
            return Optional.of(FileSet.EMPTY);
        }
        return known.flatMap(store::withHash).or(() -> store.withHash(proposal.hash()))
                .map(number -> number == now.number() ? now.files() : store.files(number));
    }

    /** @return false where somebody has saved something there meanwhile: nothing was written then, and the next look sees an edit */
    boolean written(FileSet before, FileSet after) {
        if (!before.hash().equals(after.hash()) && !folder.become(before, after)) {
            return false;
        }
        folder.inStepWith(after);
        return true;
    }

    /** How many files say something else than what runs, for they are links or may not be written. */
    int left() {
        return folder.left().size();
    }

    /** Keeps what somebody wrote and nobody accepted. @return where, or null where there is nothing */
    Path setAside(FileSet here, FileSet accepted, int number) {
        return folder.setAside(here, accepted, "before-version-" + number);
    }
}
