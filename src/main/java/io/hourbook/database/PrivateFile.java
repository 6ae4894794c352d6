package io.hourbook.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Files and folders that only their owner may read (0600, 0700), and that are seen whole or not at all. */
public final class PrivateFile {

    private static final FileAttribute<?> FILE = mode("rw-------");
    private static final FileAttribute<?> FOLDER = mode("rwx------");

    private PrivateFile() {}

    private static FileAttribute<?> mode(String rights) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights));
    }

    public static void write(Path file, String text) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid() + "." + System.nanoTime());
        Files.createFile(draft, FILE);
        try {
            Files.writeString(draft, text);
            try (FileChannel written = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                // the name must not be there before the bytes are, should the power go
                written.force(true);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    static void createEmpty(Path file) throws IOException {
        try {
            Files.createFile(file, FILE);
        } catch (FileAlreadyExistsException another) {
            // made by somebody who was a moment earlier
        }
    }

    static void createFolder(Path folder) throws IOException {
        Files.createDirectories(folder.getParent());
        Files.createDirectory(folder, FOLDER);
    }
}
