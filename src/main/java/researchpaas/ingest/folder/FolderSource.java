package researchpaas.ingest.folder;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import researchpaas.account.Principal;
import researchpaas.ingest.DocumentSource;
import researchpaas.ingest.Reason;
import researchpaas.ingest.Reason.Code;
import researchpaas.ingest.SourceFile;

/// Files stay where they are and are read in place. Links are not followed: one that leads out of
/// the folder is refused, one that stays inside names a file that is listed anyway.
final class FolderSource implements DocumentSource, DisposableBean {
    private final String name;
    private final boolean onRequest;
    private final Path root;
    private final Set<Principal> visibleTo;
    private final FolderSettings settings;
    private @Nullable FolderWatch watch;

    /// @param settings with a root
    FolderSource(String name, boolean onRequest, FolderSettings settings) {
        this.name = name;
        this.onRequest = onRequest;
        this.settings = settings;
        this.root = Objects.requireNonNull(settings.root()).toAbsolutePath().normalize();
        this.visibleTo = principals(settings.visibleTo());
    }

    private static Set<Principal> principals(Set<String> entries) {
        try {
            return entries.stream().map(Principal::new).collect(Collectors.toUnmodifiableSet());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "FOLDER_VISIBLE_TO: " + e.getMessage(), e.getCause());
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean onRequest() {
        return onRequest;
    }

    @Override
    public Set<Principal> visibleTo() {
        return visibleTo;
    }

    @Override
    public boolean opensArchives() {
        return settings.archives();
    }

    @Override
    public List<Listed> list() {
        if (!Files.isDirectory(root)) {
            throw new SourceUnavailable(
                    onRequest
                            ? "The folder " + root + " is not there"
                            : "The folder " + root + " is not there; check DATA_DIR_PATH",
                    new NoSuchFileException(root.toString()));
        }
        List<Listed> found = new ArrayList<>();
        try {
            Files.walkFileTree(root, new Listing(found));
        } catch (IOException e) {
            throw new SourceUnavailable("The folder " + root + " cannot be listed", e);
        }
        // names that are no text may read alike; a file that can be opened comes first
        found.sort(
                Comparator.comparing((Listed listed) -> listed.file().path())
                        .thenComparing(listed -> listed.refusal() != null));
        Map<String, Listed> byPath = new LinkedHashMap<>();
        found.forEach(listed -> byPath.putIfAbsent(listed.file().path(), listed));
        return List.copyOf(byPath.values());
    }

    @Override
    public LocalCopy fetch(SourceFile file) {
        Path path = root.resolve(file.path());
        try {
            // also refuses a folder that became a link since the listing
            if (!path.toRealPath().startsWith(root.toRealPath())) {
                throw new FileGone(file.path());
            }
            // reading a pipe that took the file's place would never end
            if (!Files.isRegularFile(path)) {
                throw new FileGone(file.path());
            }
        } catch (NoSuchFileException e) {
            throw new FileGone(file.path());
        } catch (IOException e) {
            throw new SourceUnavailable("The file cannot be opened", e);
        }
        return new InPlace(path);
    }

    @Override
    public synchronized void onChange(Runnable listener) {
        if (settings.watch() && watch == null && Files.isDirectory(root)) {
            watch = FolderWatch.start(root, settings.quiet(), listener);
        }
    }

    @Override
    public synchronized void destroy() {
        if (watch != null) {
            watch.close();
        }
    }

    /// Nothing to give back: the file is the source's own.
    private record InPlace(Path path) implements LocalCopy {
        @Override
        public void close() {}
    }

    private final class Listing extends SimpleFileVisitor<Path> {
        private final List<Listed> found;

        Listing(List<Listed> found) {
            this.found = found;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return !folder.equals(root) && isHidden(folder)
                    ? FileVisitResult.SKIP_SUBTREE
                    : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (isHidden(file)) {
                return FileVisitResult.CONTINUE;
            }
            if (attributes.isSymbolicLink()) {
                if (leadsOutside(file)) {
                    add(file, attributes, Reason.of(Code.LINK_OUTSIDE));
                }
            } else if (attributes.isRegularFile()) {
                add(file, attributes, Files.isReadable(file) ? null : Reason.of(Code.NOT_READABLE));
            }
            return FileVisitResult.CONTINUE;
        }

        /// What vanished meanwhile is no trouble. What may not be opened is listed as such, a
        /// folder like a file; anything else makes the listing incomplete.
        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            if (e instanceof AccessDeniedException && !file.equals(root)) {
                add(file, 0, Instant.EPOCH, Reason.of(Code.NOT_READABLE));
                return FileVisitResult.CONTINUE;
            }
            throw e;
        }

        private void add(Path file, BasicFileAttributes attributes, @Nullable Reason refusal) {
            add(file, attributes.size(), modifiedAt(attributes.lastModifiedTime()), refusal);
        }

        private void add(Path file, long size, Instant modifiedAt, @Nullable Reason refusal) {
            String separator = root.getFileSystem().getSeparator();
            String path = root.relativize(file).toString().replace(separator, "/");
            found.add(
                    new Listed(
                            new SourceFile(path, size, modifiedAt),
                            leadsTo(path, file) ? refusal : Reason.of(Code.UNREADABLE_NAME)));
        }

        /// Names are bytes to the operating system; those that are no text do not come back.
        private boolean leadsTo(String path, Path file) {
            try {
                return root.resolve(path).equals(file);
            } catch (InvalidPathException e) {
                return false;
            }
        }

        private boolean leadsOutside(Path link) {
            try {
                return !link.toRealPath().startsWith(root.toRealPath());
            } catch (IOException e) {
                return true;
            }
        }
    }

    /// In milliseconds, as it comes back from the database.
    private static Instant modifiedAt(FileTime time) {
        return time.toInstant().truncatedTo(ChronoUnit.MILLIS);
    }

    /// What editors and operating systems leave behind.
    private static boolean isHidden(Path path) {
        String name = path.getFileName().toString();
        return name.startsWith(".")
                || name.startsWith("~$")
                || name.equalsIgnoreCase("Thumbs.db")
                || name.equalsIgnoreCase("desktop.ini");
    }
}
