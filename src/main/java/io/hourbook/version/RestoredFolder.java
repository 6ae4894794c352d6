package io.hourbook.version;

import io.hourbook.home.Home;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * Routes and mappings that come out of an archive: in step with what is in force, whatever was being edited when it was written. Upon which
 * version that was edited, an archive does not say, so it is not taken up as an edit: it might take back what others changed.
 *
 * @param inForce the version that the restored home runs
 * @param edited  the files that said something else; none where all said the same
 * @param aside   where what they said is kept, or null where there is nothing
 * @param waiting the proposals that wait for a second person, as they did
 */
public record RestoredFolder(int inForce, List<String> edited, Path aside, List<Integer> waiting) {

    /**
     * @param laidOut where the folders lie while they are restored
     * @param home    where they will be
     * @param clock   tells how long a folder is on the move
     * @return null where nothing was ever accepted, or the folder cannot be read
     */
    static RestoredFolder of(Home laidOut, Home home, VersionStore store, ProposalStore proposals, Clock clock) {
        HomeFolder folder = new HomeFolder(laidOut, Duration.ZERO, clock);
        FileSet here = folder.await();
        int newest = store.newest();
        if (here == null || newest == 0) {
            return null;
        }
        HomeFolder goal = new HomeFolder(home, Duration.ZERO, clock);
        FileSet inForce = store.files(newest);
        List<String> edited = store.withHash(here.hash()).isPresent() ? List.of() : List.copyOf(here.changed(inForce));
        Path aside = null;
        if (edited.isEmpty()) {
            goal.inStepWith(here);
        } else {
            aside = goal.setAside(here, inForce, "before-restore");
            folder.become(here, inForce);
            goal.inStepWith(inForce);
        }
        List<Integer> waiting = proposals.list(0, Math.max(1, proposals.count())).stream().filter(Proposal::waits).map(Proposal::number).toList();
        return new RestoredFolder(newest, edited, aside, waiting);
    }
}
