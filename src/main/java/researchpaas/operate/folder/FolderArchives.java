package researchpaas.operate.folder;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import researchpaas.operate.ArchiveStore;

/// Writes beside the final name and renames when everything is on the disk.
record FolderArchives(Path folder) implements ArchiveStore {
    private static final String PART = ".part";
    private static final String UNFINISHED = ".*\\.zip\\.[0-9a-f-]{36}\\.part";
    private static final String ARCHIVE = "[A-Za-z0-9][A-Za-z0-9._-]*\\.zip";

    @Override
    public String place() {
        return folder.toString();
    }

    @Override
    public void save(String name, Content content) throws IOException {
        Path whole = file(name);
        Path part = folder.resolve(name + "." + UUID.randomUUID() + PART);
        try {
            Files.createDirectories(folder);
            write(part, content);
            Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
            sync(folder);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /// An archive holds everything that the access lists protect.
    private static void write(Path part, Content content) throws IOException {
        try (FileChannel channel =
                FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            if (part.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rw-------"));
            }
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
            content.writeTo(out);
            out.flush();
            channel.force(true);
        }
    }

    private static void sync(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException _) {
            // not every system lets a folder be opened; the file itself is on the disk
        }
    }

    @Override
    public List<Kept> list() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().matches(ARCHIVE))
                    .sorted()
                    .map(FolderArchives::kept)
                    .toList();
        } catch (IOException e) {
            throw new PlaceUnavailable(place(), e);
        }
    }

    private static Kept kept(Path file) {
        return new Kept(file.getFileName().toString(), file.toFile().length());
    }

    @Override
    public Path fetch(String name, Path copies) {
        Path file = file(name);
        if (!Files.isRegularFile(file)) {
            throw new NoSuchArchive(name);
        }
        return file;
    }

    @Override
    public void delete(String name) {
        try {
            Files.deleteIfExists(file(name));
        } catch (IOException e) {
            throw new PlaceUnavailable(place(), e);
        }
    }

    private Path file(String name) {
        if (!name.matches(ARCHIVE)) {
            throw new NoSuchArchive(name);
        }
        return folder.resolve(name);
    }

    /// Those of an hour ago: another process may be writing.
    @Override
    public void clearLeftovers() {
        if (!Files.isDirectory(folder)) {
            return;
        }
        long limit = System.currentTimeMillis() - 3_600_000;
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> old =
                    files.filter(file -> file.getFileName().toString().matches(UNFINISHED))
                            .filter(file -> file.toFile().lastModified() < limit)
                            .toList();
            for (Path file : old) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new PlaceUnavailable(place(), e);
        }
    }

    @Override
    public boolean sharesDiskWith(Path path) {
        try {
            Path mine = existing(folder);
            return Files.getFileStore(mine).equals(Files.getFileStore(existing(path)));
        } catch (IOException e) {
            throw new PlaceUnavailable(place(), e);
        }
    }

    private static Path existing(Path path) {
        Path found = path.toAbsolutePath().normalize();
        while (!Files.exists(found) && found.getParent() != null) {
            found = found.getParent();
        }
        return found;
    }
}
