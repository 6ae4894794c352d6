package io.hourbook.security;

import io.hourbook.problem.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The users file as it is in force: read again as soon as it changes; what is broken is said, and the last good one stays. */
class Users {

    private static final Logger LOG = LoggerFactory.getLogger(Users.class);

    private final UserFile file;
    private String seen;
    private UserBook book = UserBook.EMPTY;

    Users(UserFile file) {
        this.file = file;
    }

    synchronized UserBook current() {
        String now = file.stamp();
        if (now == null ? seen != null : !now.equals(seen)) {
            try {
                book = now == null ? gone() : file.read();
            } catch (Problem broken) {
                LOG.error("{}\nuntil this is put right, {}", broken.getMessage(),
                        book.users().isEmpty() ? "nobody can sign in" : "the last good users file stays in force");
            }
            seen = now;
        }
        return book;
    }

    private UserBook gone() {
        LOG.error("{} is gone: its last good content stays in force until the service is stopped", file.shown());
        return book;
    }
}
