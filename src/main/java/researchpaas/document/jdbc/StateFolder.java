package researchpaas.document.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The folder of all state, held by one process at a time. The operating system lets go of the lock
/// when the process ends, however it ends.
final class StateFolder implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(StateFolder.class);

    private final FileChannel channel;

    private StateFolder(FileChannel channel) {
        this.channel = channel;
    }

    /// @throws CannotOpenLibrary when another process holds it, or when it can't be made
    static StateFolder hold(Path folder) {
        StateFolder held = lock(prepare(folder), folder.resolve("lock"));
        Leftovers.remove(folder.resolve("tmp"));
        return held;
    }

    /// A database that lies elsewhere, which two state folders might name, is held by a file beside
    /// it.
    static StateFolder holdDatabase(Path database) {
        return lock(database, database.resolveSibling(database.getFileName() + ".lock"));
    }

    private static Path prepare(Path folder) {
        try {
            Files.createDirectories(folder);
            keepToOwner(folder);
            return folder;
        } catch (IOException e) {
            log.atError().setCause(e).log("The state folder can't be made");
            throw new CannotOpenLibrary(CannotOpenLibrary.Cause.FOLDER_UNUSABLE, folder);
        }
    }

    private static void keepToOwner(Path folder) throws IOException {
        PosixFileAttributeView permissions =
                Files.getFileAttributeView(folder, PosixFileAttributeView.class);
        if (permissions != null) {
            permissions.setPermissions(PosixFilePermissions.fromString("rwx------"));
        }
    }

    private static StateFolder lock(Path held, Path file) {
        try {
            FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new CannotOpenLibrary(CannotOpenLibrary.Cause.FOLDER_IN_USE, held);
            }
            return new StateFolder(channel);
        } catch (IOException e) {
            log.atError().setCause(e).log("The state folder can't be locked");
            throw new CannotOpenLibrary(CannotOpenLibrary.Cause.FOLDER_UNUSABLE, held);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // held by this very process
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
