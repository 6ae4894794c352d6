package io.hourbook.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Another process that has a file locked and is no database server by its name, as one in another container would be. */
final class LockingProcess implements AutoCloseable {

    private final Process process;

    private LockingProcess(Process process) {
        this.process = process;
    }

    static LockingProcess on(Path file) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new LockingProcess(new ProcessBuilder(
                        java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
                        LockingProcess.class.getName(), file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /** Waits until it has said so. */
    boolean holds() {
        try {
            return process.getInputStream().read() == '1';
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** In the other process, until its input ends. */
    public static void main(String[] arguments) throws IOException {
        try (FileChannel channel = FileChannel.open(Path.of(arguments[0]), StandardOpenOption.WRITE); FileLock lock = channel.lock()) {
            System.out.print(lock.isValid() ? "1" : "0");
            System.out.flush();
            System.in.read();
        }
    }
}
