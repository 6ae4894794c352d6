package io.hourbook.intake;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;

/** How long to wait between two looks at the same files, so that one that stayed the same can be taken for whole. */
final class Settling {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
    private static final Duration SETTLED = Duration.ofSeconds(1);
    /** Longer than most writers pause: a file that is empty, or breaks off within a line, may have more to come. */
    private static final Duration SETTLED_IN_DOUBT = Duration.ofSeconds(3);

    private Settling() {}

    /** At least a quarter of a second, at most three seconds. */
    static Duration of(Collection<DueFile> files, Instant now) {
        Duration longest = BETWEEN_LOOKS;
        for (DueFile file : files) {
            Duration age = Duration.between(file.modifiedAt(), now);
            Duration settled = age.compareTo(SETTLED_IN_DOUBT) < 0 && inDoubt(file) ? SETTLED_IN_DOUBT : SETTLED;
            Duration left = settled.minus(age);
            // a modification time in the future cannot be waited for; unchanged for so long is all that can be asked of it
            Duration wait = left.compareTo(settled) > 0 ? settled : left;
            if (wait.compareTo(longest) > 0) {
                longest = wait;
            }
        }
        return longest;
    }

    /** Whether more of it is likely to come. */
    private static boolean inDoubt(DueFile file) {
        if (file.sizeBytes() == 0) {
            return true;
        }
        try (SeekableByteChannel channel = Files.newByteChannel(
                file.path(), Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            ByteBuffer last = ByteBuffer.allocate(1);
            // the last byte of UTF-16, low end first, is the zero behind the newline
            for (long back = 1; back <= Math.min(2, file.sizeBytes()); back++) {
                channel.position(file.sizeBytes() - back).read(last.clear());
                if (last.get(0) == '\n' || last.get(0) == '\r') {
                    return false;
                }
            }
            return true;
        } catch (IOException cannotBeOpened) {
            return false;
        }
    }
}
