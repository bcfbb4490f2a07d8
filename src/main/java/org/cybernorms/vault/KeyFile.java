package org.cybernorms.vault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Supplier;

/** A secret in a file of the data folder; the folder and the file are for their owner only where the file system can say so. */
public final class KeyFile {

    private KeyFile() {}

    /** The secret in a file; where there is none, a fresh one, which is written whole or not at all. */
    public static String read(Path folder, String name, Supplier<String> fresh) {
        Path file = folder.resolve(name);
        try {
            if (!Files.exists(file)) {
                make(folder, file, fresh.get());
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("a secret cannot be kept in " + file, e);
        }
    }

    private static void make(Path folder, Path file, String secret) throws IOException {
        Path draft = folder.resolve(file.getFileName() + ".new");
        Files.createDirectories(folder);
        Files.deleteIfExists(draft);
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(draft, secret + "\n");
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
