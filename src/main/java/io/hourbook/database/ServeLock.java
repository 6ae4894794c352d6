package io.hourbook.database;

import io.hourbook.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One service per home, whatever database it uses. Held by {@code serve} for as long as it lives; other commands find the
 * service with {@link #running} and call its console with the token, which only this user can read.
 */
public final class ServeLock implements AutoCloseable {

    private final FileLocks.Hold hold;
    private final Path note;
    private Occupant self;

    private ServeLock(FileLocks.Hold hold, Path note) throws IOException {
        this.hold = hold;
        this.note = note;
        this.self = Occupant.self("serve").with(0, 0, Login.newPassword());
        self.publish(note);
    }

    /** @throws io.hourbook.problem.Problem DB-301 naming the service that already runs on this home */
    public static ServeLock take(Home home) {
        try {
            Files.createDirectories(home.data());
            Optional<FileLocks.Hold> hold = FileLocks.exclusive(home.data().resolve("serve.lock"));
            if (hold.isPresent()) {
                return new ServeLock(hold.get(), note(home));
            }
        } catch (IOException failed) {
            throw DatabaseProblem.cannotUseData(home.data(), failed);
        }
        throw DatabaseProblem.secondServe(home.root(), running(home).map(Occupant::sentence).orElse("its process is not known"));
    }

    /** The service that runs on this home, if one does. Its port is 0 until its console is up. */
    public static Optional<Occupant> running(Home home) {
        return Occupant.read(note(home));
    }

    /**
     * Tells other commands where the console is, once it is up.
     *
     * @param port     the console's
     * @param callPort where commands on this machine call it, in plain HTTP on 127.0.0.1; often the same
     */
    public void consoleIsUp(int port, int callPort) {
        self = self.with(port, callPort, self.token());
        try {
            self.publish(note);
        } catch (IOException failed) {
            throw DatabaseProblem.cannotUseData(note.getParent(), failed);
        }
    }

    /** What a caller on this machine has to show: compare it with {@code MessageDigest.isEqual}. */
    public String token() {
        return self.token();
    }

    @Override
    public void close() {
        Occupant.withdraw(note);
        hold.close();
    }

    private static Path note(Home home) {
        return home.data().resolve("service.json");
    }
}
