package researchpaas.ingest.extract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import researchpaas.document.Heading;
import researchpaas.document.Page;
import researchpaas.ingest.Reason;
import researchpaas.ingest.TextExtractor;

/// Reads each file in a child process, with a deadline that kills it. A child serves many files and
/// ends when idle; one that failed is never used again.
@Component
@EnableConfigurationProperties(ExtractSettings.class)
class ChildTextExtractor implements TextExtractor, DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(ChildTextExtractor.class);

    /// Raise it when a change of the readers may read what an earlier version refused, or flag what
    /// it did not.
    private static final String VERSION = "4";

    /// A JVM that has not greeted by then never will; a loaded machine may need a few seconds.
    private static final Duration START_LIMIT = Duration.ofSeconds(30);

    private final ExtractSettings settings;
    private final ChildCommand command;
    private final Path folder;
    private final Semaphore slots;
    private final Deque<Idle> idle = new ArrayDeque<>();
    private final Set<ChildProcess> working = ConcurrentHashMap.newKeySet();
    private final ScheduledThreadPoolExecutor watch;
    private final AtomicBoolean warned = new AtomicBoolean();
    private volatile boolean closed;

    @Autowired
    ChildTextExtractor(ExtractSettings settings, @Value("${research-paas.home:./var}") Path home) {
        this(
                settings,
                home,
                ChildCommand.ownProgram(
                        settings.childHeap(), TesseractProgram.find(settings.ocr())));
    }

    ChildTextExtractor(ExtractSettings settings, Path home, ChildCommand command) {
        this.settings = settings;
        this.command = command;
        this.folder =
                home.toAbsolutePath()
                        .resolve("tmp")
                        .resolve("extract-" + ProcessHandle.current().pid());
        this.slots = new Semaphore(settings.children(), true);
        this.watch =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name("extract-watch").factory());
        this.watch.setRemoveOnCancelPolicy(true);
        deleteLeftovers();
    }

    @Override
    public String version() {
        return settings.ocr().isOn() ? VERSION + "+" + settings.ocr().languages() : VERSION;
    }

    @Override
    public @Nullable String mediaType(String fileName) {
        return Format.ofFileName(fileName)
                .filter(format -> settings.ocr().isOn() || !format.isPicture())
                .map(Format::mediaType)
                .orElse(null);
    }

    @Override
    public boolean isArchive(String mediaType) {
        return Format.ofMediaType(mediaType).filter(Format::isArchive).isPresent();
    }

    @Override
    public List<String> endings() {
        return Arrays.stream(Format.values())
                .filter(format -> !format.isArchive())
                .map(Format::usualEnding)
                .toList();
    }

    @Override
    public Extraction extract(Path file, String mediaType) {
        slots.acquireUninterruptibly();
        try {
            if (closed) {
                throw new Closed();
            }
            Extraction extraction = extractWith(takeChild(), file, mediaType);
            if (closed && extraction instanceof Extraction.Failed) {
                throw new Closed();
            }
            return extraction;
        } catch (IOException e) {
            if (closed) {
                throw new Closed();
            }
            LOG.warn("a reading process could not be started", e);
            return failed(Reason.Code.READER_CRASHED);
        } finally {
            slots.release();
        }
    }

    /// Ends every child; what is being read is told that the program ends.
    @Override
    public void destroy() {
        closed = true;
        synchronized (idle) {
            idle.forEach(Idle::dismiss);
            idle.clear();
        }
        watch.shutdownNow();
        // their readers see the stream end and hand the slot back
        working.forEach(ChildProcess::kill);
        slots.acquireUninterruptibly(settings.children());
        slots.release(settings.children());
        if (Files.exists(folder)) {
            ChildProcess.deleteFolder(folder);
        }
    }

    private Extraction extractWith(ChildProcess child, Path file, String mediaType) {
        Deadline deadline = new Deadline(child);
        working.add(child);
        try {
            if (closed) {
                child.kill();
            }
            child.send(
                    new Wire.Request(
                            file.toAbsolutePath().toString(), mediaType, settings.limits()));
            Extraction extraction = receive(child, file, deadline);
            if (deadline.cancel() && isFit(extraction)) {
                keep(child);
            } else {
                child.bury();
            }
            return extraction;
        } catch (IOException e) {
            deadline.cancel();
            Extraction extraction = failed(child, deadline, e);
            child.bury();
            return extraction;
        } finally {
            working.remove(child);
        }
    }

    /// A child whose stack or heap ran out ends by itself.
    private static boolean isFit(Extraction extraction) {
        return switch (extraction) {
            case Extraction.Text text -> true;
            case Extraction.Refused(Reason reason) ->
                    reason.code() != Reason.Code.NESTED_TOO_DEEPLY;
            case Extraction.Failed failed -> false;
        };
    }

    private Extraction failed(ChildProcess child, Deadline deadline, IOException e) {
        if (deadline.late) {
            return failed(Reason.Code.TOOK_TOO_LONG, Long.toString(deadline.limit.toSeconds()));
        }
        if (e instanceof Wire.Garbage) {
            LOG.atWarn()
                    .addKeyValue("what", e.getMessage())
                    .addKeyValue("pid", child.pid())
                    .log("a reading process broke the protocol");
        }
        return failed(
                child.ranOutOfMemory() ? Reason.Code.OUT_OF_MEMORY : Reason.Code.READER_CRASHED);
    }

    private Extraction receive(ChildProcess child, Path file, Deadline deadline)
            throws IOException {
        List<Page> pages = new ArrayList<>();
        List<Heading> headings = List.of();
        FileInfo info = new FileInfo(null, null, null);
        long chars = 0;
        while (true) {
            switch (child.receive(maxMessage())) {
                case Wire.Message.PageRead(Page page) -> {
                    chars += page.text().length();
                    if (page.number() != pages.size() + 1
                            || page.number() > settings.maxPages()
                            || chars > settings.maxText()) {
                        throw new Wire.Garbage("page out of order or beyond the limits");
                    }
                    pages.add(page);
                }
                case Wire.Message.HeadingsFound found -> headings = inside(found.headings(), pages);
                case Wire.Message.InfoFound found -> info = found.info();
                case Wire.Message.Recognizing() -> deadline.extend();
                case Wire.Message.Done() -> {
                    if (pages.stream().allMatch(page -> page.text().isBlank())) {
                        throw new Wire.Garbage("no text");
                    }
                    return new Extraction.Text(pages, headings, info);
                }
                case Wire.Message.Refused(Reason.Code code) -> {
                    return new Extraction.Refused(reason(code, file));
                }
                case Wire.Message.Failed(Reason.Code code) -> {
                    return new Extraction.Failed(reason(code, file));
                }
                case Wire.Message.Hello hello -> throw new Wire.Garbage("second greeting");
            }
        }
    }

    private static List<Heading> inside(List<Heading> headings, List<Page> pages)
            throws Wire.Garbage {
        for (Heading heading : headings) {
            if (heading.page() > pages.size()
                    || heading.end() > pages.get(heading.page() - 1).text().length()) {
                throw new Wire.Garbage("heading out of its page");
            }
        }
        return headings;
    }

    /// The details are ours: a child has no say in what a person reads.
    private static Reason reason(Reason.Code code, Path file) {
        return switch (code) {
            case NOT_WHAT_IT_SAYS, UNSUPPORTED_TYPE ->
                    Reason.of(code, Format.ending(file.getFileName().toString()));
            case EMPTY_FILE,
                    ARCHIVE_NOT_OPENED,
                    BROKEN,
                    ENCRYPTED,
                    GARBLED_TEXT,
                    NO_TEXT,
                    UNKNOWN_ENCODING,
                    TOO_MUCH_TEXT,
                    UNPACKS_TOO_LARGE,
                    NESTED_TOO_DEEPLY,
                    OUT_OF_MEMORY,
                    READER_CRASHED,
                    NOT_READABLE,
                    VANISHED ->
                    Reason.of(code);
            case TOO_LARGE,
                    UPLOADS_FULL,
                    TOOK_TOO_LONG,
                    LINK_OUTSIDE,
                    UNREADABLE_NAME,
                    CHANGED_MEANWHILE,
                    SOURCE_UNAVAILABLE,
                    NOT_EXPORTABLE,
                    TOO_LARGE_TO_EXPORT,
                    DOWNLOAD_FORBIDDEN,
                    FOLDER_NOT_SHARED,
                    DRIVE_API_OFF,
                    DRIVE_KEY_UNUSABLE,
                    DRIVE_SCOPE_MISSING,
                    DRIVE_CONSENT_REVOKED,
                    DRIVE_CONSENT_EXPIRED,
                    DRIVE_QUOTA_EXHAUSTED,
                    DRIVE_UNAVAILABLE,
                    INTERNAL ->
                    Reason.of(Reason.Code.READER_CRASHED);
        };
    }

    /// A page is at most the whole text: three bytes a unit, and its lines.
    private int maxMessage() {
        return (int) Math.min(Integer.MAX_VALUE - 64L, settings.maxText() * 4L + (64 << 20));
    }

    private ChildProcess takeChild() throws IOException {
        synchronized (idle) {
            while (!idle.isEmpty()) {
                Idle last = idle.pop();
                last.end().cancel(false);
                if (last.child().isAlive()) {
                    return last.child();
                }
                last.child().bury();
            }
        }
        return startChild();
    }

    private ChildProcess startChild() throws IOException {
        Files.createDirectories(folder);
        ChildProcess child =
                ChildProcess.start(command, Files.createTempDirectory(folder, "child-"));
        ScheduledFuture<?> limit =
                watch.schedule(child::kill, START_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        try {
            if (!(child.receive(64) instanceof Wire.Message.Hello(boolean confined))) {
                throw new Wire.Garbage("no greeting");
            }
            if (!confined && warned.compareAndSet(false, true)) {
                LOG.warn(
                        "The kernel does not keep reading processes from the network (Linux on x86-64 or ARM does); only Java does");
            }
            return child;
        } catch (IOException e) {
            child.bury();
            throw e;
        } finally {
            limit.cancel(false);
        }
    }

    private void keep(ChildProcess child) {
        synchronized (idle) {
            if (closed) {
                child.bury();
                return;
            }
            ScheduledFuture<?> end =
                    watch.schedule(
                            () -> endIdle(child),
                            settings.idle().toMillis(),
                            TimeUnit.MILLISECONDS);
            idle.push(new Idle(child, end));
        }
    }

    private void endIdle(ChildProcess child) {
        boolean stillIdle;
        synchronized (idle) {
            stillIdle = idle.removeIf(one -> one.child() == child);
        }
        if (stillIdle) {
            child.dismiss();
        }
    }

    /// What children of killed parents left. A folder is named after its parent, so that none is
    /// taken from a living one.
    private void deleteLeftovers() {
        Path parent = folder.getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            return;
        }
        try (Stream<Path> siblings = Files.list(parent)) {
            siblings.filter(this::isLeftover).forEach(ChildProcess::deleteFolder);
        } catch (IOException e) {
            LOG.warn("temporary files could not be listed", e);
        }
    }

    private boolean isLeftover(Path sibling) {
        String name = sibling.getFileName().toString();
        if (!name.matches("extract-\\d{1,18}")) {
            return false;
        }
        // in a container every parent has the same number
        return sibling.equals(folder)
                || ProcessHandle.of(Long.parseLong(name.substring("extract-".length()))).isEmpty();
    }

    private static Extraction failed(Reason.Code code, String... details) {
        return new Extraction.Failed(Reason.of(code, details));
    }

    /// Kills the child when its time for one file is over.
    private final class Deadline {
        private final ChildProcess child;
        private volatile boolean late;
        private Duration limit;
        private ScheduledFuture<?> end;

        private Deadline(ChildProcess child) {
            this.child = child;
            this.limit = settings.deadline();
            this.end = watch.schedule(this::strike, limit.toMillis(), TimeUnit.MILLISECONDS);
        }

        private void strike() {
            late = true;
            child.kill();
        }

        /// Once a file, and only where text recognition is on: a child may say anything.
        private void extend() {
            if (settings.ocr().isOn() && limit.equals(settings.deadline()) && cancel()) {
                limit = settings.ocr().deadline();
                end = watch.schedule(this::strike, limit.toMillis(), TimeUnit.MILLISECONDS);
            }
        }

        private boolean cancel() {
            return end.cancel(false);
        }
    }

    private record Idle(ChildProcess child, ScheduledFuture<?> end) {
        private void dismiss() {
            end.cancel(false);
            child.dismiss();
        }
    }
}
