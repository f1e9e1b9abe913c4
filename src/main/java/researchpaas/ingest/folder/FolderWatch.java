package researchpaas.ingest.folder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells, some quiet time after the last change, that something below a folder changed. Network
/// drives often report nothing: the periodic scan finds those.
final class FolderWatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(FolderWatch.class);

    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final Path root;
    private final Duration quiet;
    private final Runnable listener;
    private final WatchService service;

    private FolderWatch(Path root, Duration quiet, Runnable listener, WatchService service) {
        this.root = root;
        this.quiet = quiet;
        this.listener = listener;
        this.service = service;
    }

    static FolderWatch start(Path root, Duration quiet, Runnable listener) {
        try {
            WatchService service = root.getFileSystem().newWatchService();
            FolderWatch watch = new FolderWatch(root, quiet, listener, service);
            watch.register(root);
            Thread.ofPlatform().name("folder-watch").daemon().start(watch::run);
            return watch;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run() {
        try {
            while (true) {
                take(service.take());
                for (WatchKey key = poll(); key != null; key = poll()) {
                    take(key);
                }
                tell();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ClosedWatchServiceException e) {
            log.debug("The folder is no longer watched");
        }
    }

    /// As long as it takes: a database that is away for a minute must not end the watch.
    private void tell() throws InterruptedException {
        while (true) {
            try {
                listener.run();
                return;
            } catch (RuntimeException e) {
                log.atWarn()
                        .addKeyValue("nextTrySeconds", AGAIN.toSeconds())
                        .addKeyValue("cause", e.toString())
                        .log("A change of the folder could not be passed on");
                Thread.sleep(AGAIN);
            }
        }
    }

    private WatchKey poll() throws InterruptedException {
        return service.poll(quiet.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void take(WatchKey key) {
        Path folder = (Path) key.watchable();
        for (WatchEvent<?> event : key.pollEvents()) {
            if (event.kind().equals(StandardWatchEventKinds.OVERFLOW)) {
                register(root);
            } else if (event.kind().equals(StandardWatchEventKinds.ENTRY_CREATE)
                    && event.context() instanceof Path name
                    && Files.isDirectory(folder.resolve(name))) {
                register(folder.resolve(name));
            }
        }
        key.reset();
    }

    /// Registering a folder twice changes nothing.
    private void register(Path from) {
        try {
            Files.walkFileTree(
                    from,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult preVisitDirectory(
                                Path folder, BasicFileAttributes attributes) throws IOException {
                            folder.register(
                                    service,
                                    StandardWatchEventKinds.ENTRY_CREATE,
                                    StandardWatchEventKinds.ENTRY_DELETE,
                                    StandardWatchEventKinds.ENTRY_MODIFY);
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFileFailed(Path file, IOException e) {
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException e) {
            log.atWarn()
                    .addKeyValue("cause", e.toString())
                    .log("Part of the folder is not watched; the periodic scan finds its changes");
        }
    }

    @Override
    public void close() {
        try {
            service.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
