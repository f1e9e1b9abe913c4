package researchpaas.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import researchpaas.describe.DescribeDocument;
import researchpaas.describe.Manuscript;
import researchpaas.document.Database;
import researchpaas.document.Database.Trouble;
import researchpaas.document.FileId;
import researchpaas.document.Page;
import researchpaas.document.Publication;
import researchpaas.document.Publication.Content;
import researchpaas.document.Publication.Description;
import researchpaas.document.Publication.NewPassage;
import researchpaas.ingest.DocumentSource.FileGone;
import researchpaas.ingest.DocumentSource.LocalCopy;
import researchpaas.ingest.DocumentSource.SourceUnavailable;
import researchpaas.ingest.ImportWatch.Step;
import researchpaas.ingest.Jobs.Outcome;
import researchpaas.ingest.Ledger.Entry;
import researchpaas.ingest.Ledger.Published;
import researchpaas.ingest.Ledger.State;
import researchpaas.ingest.Reason.Code;
import researchpaas.ingest.TextExtractor.Closed;
import researchpaas.ingest.TextExtractor.Extraction;
import researchpaas.search.EmbeddingModel.EmbeddingFailed;

/// Takes one file through its states: discovered → fetched → read → described → embedded →
/// published, or skipped, or failed. Every step can be repeated; a killed import starts over and
/// finds the vectors that it had computed.
@Component
public final class ImportFile {
    /// What is told without reading can pass while the file stays as it is: a right was given, a
    /// limit raised. Asking again costs nothing.
    private static final Set<Code> TOLD_UNREAD =
            EnumSet.of(
                    Code.EMPTY_FILE,
                    Code.UNSUPPORTED_TYPE,
                    Code.ARCHIVE_NOT_OPENED,
                    Code.TOO_LARGE,
                    Code.LINK_OUTSIDE,
                    Code.UNREADABLE_NAME,
                    Code.NOT_READABLE,
                    Code.NOT_EXPORTABLE,
                    Code.DOWNLOAD_FORBIDDEN);

    private static final Logger log = LoggerFactory.getLogger(ImportFile.class);
    private static final List<Duration> RETRIES =
            List.of(Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofHours(1));

    /// What no other try of the file would mend, and what passes without a restart.
    private static final Set<Trouble> NO_ROOM = EnumSet.of(Trouble.FULL, Trouble.READ_ONLY);

    private final Ledger ledger;
    private final TextExtractor extractor;
    private final DescribeDocument describe;
    private final PassageSplitter splitter;
    private final EmbedPassages embed;
    private final Publication publication;
    private final Database database;
    private final IngestLimits limits;
    private final Clock clock;
    private final ImportWatch watch;

    ImportFile(
            Ledger ledger,
            TextExtractor extractor,
            DescribeDocument describe,
            PassageSplitter splitter,
            EmbedPassages embed,
            Publication publication,
            Database database,
            IngestLimits limits,
            Clock clock,
            ImportWatch watch) {
        this.ledger = ledger;
        this.extractor = extractor;
        this.describe = describe;
        this.splitter = splitter;
        this.embed = embed;
        this.publication = publication;
        this.database = database;
        this.limits = limits;
        this.clock = clock;
        this.watch = watch;
    }

    /// What became of a file.
    sealed interface Imported {
        record Published() implements Imported {}

        /// Its bytes and its place are the ones that are published already.
        record Unchanged() implements Imported {}

        record Skipped(Reason reason) implements Imported {}

        record Failed(Reason reason) implements Imported {}
    }

    /// @param entry the file's row in the ledger, with the size and time of this listing
    Imported run(Original original, Entry entry) {
        SourceFile file = original.file();
        String mediaType = extractor.mediaType(original.readAs());
        if (mediaType == null) {
            return refused(entry, Reason.of(Code.UNSUPPORTED_TYPE, ending(original.readAs())));
        }
        if (isClosedArchive(original)) {
            return refused(entry, Reason.of(Code.ARCHIVE_NOT_OPENED));
        }
        if (original.isSized() && file.size() == 0) {
            return refused(entry, Reason.of(Code.EMPTY_FILE));
        }
        if (file.size() > limits.maxFileBytes()) {
            return refused(
                    entry,
                    Reason.of(
                            Code.TOO_LARGE,
                            megabytes(file.size()),
                            megabytes(limits.maxFileBytes())));
        }
        try (LocalCopy copy = watch.timed(Step.FETCH, original::fetch)) {
            return read(original, entry, mediaType, copy.path());
        } catch (FileGone | NoSuchFileException e) {
            return fail(entry, Reason.of(Code.VANISHED));
        } catch (AccessDeniedException e) {
            return refused(entry, Reason.of(Code.NOT_READABLE));
        } catch (DriveTrouble e) {
            return notGiven(entry, e);
        } catch (SourceUnavailable | IOException e) {
            return fail(entry, Reason.of(Code.SOURCE_UNAVAILABLE));
        }
    }

    /// What is wrong with this file alone is told of it; all else is the whole drive's trouble.
    private Imported notGiven(Entry entry, DriveTrouble trouble) {
        return switch (trouble.kind()) {
            case TOO_LARGE_TO_EXPORT, DOWNLOAD_FORBIDDEN -> refused(entry, trouble.reason());
            case UNAVAILABLE -> fail(entry, trouble.reason());
            case CURSOR_REFUSED,
                    ROOT_NOT_SHARED,
                    API_NOT_ENABLED,
                    KEY_UNUSABLE,
                    SCOPE_MISSING,
                    CONSENT_REVOKED,
                    CONSENT_TESTING_EXPIRED,
                    QUOTA_EXHAUSTED ->
                    throw trouble;
        };
    }

    /// A file that has a row and the bytes of last time.
    Imported again(Original original, Entry entry) {
        boolean sameReader = extractor.version().equals(entry.readerVersion());
        return switch (entry.state()) {
            case PUBLISHED ->
                    isCurrent(original, entry) ? new Imported.Unchanged() : run(original, entry);
            case SKIPPED ->
                    sameReader && !TOLD_UNREAD.contains(reasonOf(entry).code())
                            ? new Imported.Skipped(reasonOf(entry))
                            : run(original, entry);
            case FAILED ->
                    isDue(entry) || !sameReader
                            ? run(original, entry)
                            : new Imported.Failed(reasonOf(entry));
            case DISCOVERED, FETCHED, READ, DESCRIBED, EMBEDDED -> run(original, entry);
        };
    }

    private boolean isDue(Entry entry) {
        return entry.nextTry() != null && !entry.nextTry().isAfter(clock.instant());
    }

    private static Reason reasonOf(Entry entry) {
        if (entry.reason() == null) {
            throw new IllegalStateException("A skipped or failed file has a reason");
        }
        return entry.reason();
    }

    private Imported read(Original original, Entry entry, String mediaType, Path path)
            throws IOException {
        String sha256 = sha256(path);
        Published published = entry.published();
        if (published != null && isFromHere(original, entry) && sha256.equals(published.sha256())) {
            ledger.reached(entry.id(), State.PUBLISHED);
            return new Imported.Unchanged();
        }
        ledger.fetched(entry.id(), sha256);
        return switch (watch.timed(Step.READ, () -> extractor.extract(path, mediaType))) {
            case Extraction.Text text when original.changedSince(path) ->
                    fail(entry, Reason.of(Code.CHANGED_MEANWHILE));
            case Extraction.Text text -> publish(original, entry, mediaType, sha256, text);
            case Extraction.Refused refused -> skip(entry, refused.reason(), sha256);
            case Extraction.Failed failed -> fail(entry, failed.reason());
        };
    }

    /// Whether what is published may stay as it is, as long as the bytes do.
    boolean isCurrent(Original original, Entry entry) {
        return isFromHere(original, entry) && !isClosedArchive(original);
    }

    /// Whether what is published came from this place and this version of the readers; the bytes
    /// are another question.
    boolean isFromHere(Original original, Entry entry) {
        Published published = entry.published();
        return published != null
                && original.placement().origin().equals(published.origin())
                && extractor.version().equals(published.readerVersion());
    }

    /// Whether it is an archive that its source does not want to be opened.
    private boolean isClosedArchive(Original original) {
        String mediaType = extractor.mediaType(original.readAs());
        return mediaType != null && extractor.isArchive(mediaType) && !original.opensArchives();
    }

    private Imported publish(
            Original original, Entry entry, String mediaType, String sha256, Extraction.Text text) {
        FileId id = entry.id();
        Placement placement = original.placement();
        ledger.reached(id, State.READ);
        Description description =
                watch.timed(Step.DESCRIBE, () -> describe.describe(manuscript(original, text)));
        ledger.reached(id, State.DESCRIBED);
        List<NewPassage> passages =
                splitter.split(description.title(), text.pages(), text.headings());
        try {
            watch.timed(
                    Step.EMBED,
                    () -> {
                        embed.embed(passages);
                        return passages;
                    });
        } catch (EmbeddingFailed e) {
            return fail(entry, internal(e));
        }
        ledger.reached(id, State.EMBEDDED);
        Content content =
                new Content(
                        id,
                        placement.origin(),
                        placement.category(),
                        mediaType,
                        description,
                        text.pages(),
                        passages,
                        sha256,
                        extractor.version());
        watch.timed(Step.PUBLISH, () -> publication.publish(content));
        watch.ended(Outcome.PUBLISHED, null);
        return new Imported.Published();
    }

    private static Manuscript manuscript(Original original, Extraction.Text text) {
        Placement placement = original.placement();
        return new Manuscript(
                original.readAs(),
                placement.dataset(),
                placement.category(),
                shown(text.pages()),
                text.headings(),
                new Manuscript.Clues(
                        text.info().title(), text.info().author(), text.info().created()),
                original.file().modifiedAt());
    }

    /// What nobody sees of a document is no title and no abstract of it.
    private static List<Page> shown(List<Page> pages) {
        return pages.stream()
                .map(page ->
                        page.hidden().isEmpty()
                                ? page
                                : new Page(
                                        page.number(),
                                        page.shown(),
                                        page.width(),
                                        page.height(),
                                        page.lines()))
                .toList();
    }

    /// What was published under these bytes' predecessor no longer says what the file says. What
    /// another system said of the file stays: it is all there is.
    private Imported skip(Entry entry, Reason reason, @Nullable String sha256) {
        Published published = entry.published();
        if (published == null || !published.readerVersion().equals(Ledger.AWAITED)) {
            publication.hide(List.of(entry.id()));
        }
        ledger.skip(entry.id(), reason, sha256, extractor.version());
        watch.ended(Outcome.SKIPPED, reason);
        return new Imported.Skipped(reason);
    }

    /// What is published stays, after the last try too: older text is better than none, and the
    /// ledger tells.
    ///
    /// @throws Closed when the thread was told to stop: that is the program's end, not the file's
    ///   trouble
    private Imported fail(Entry entry, Reason reason) {
        return fail(entry, reason, entry.attempts() + 1);
    }

    private Imported fail(Entry entry, Reason reason, int attempts) {
        if (Thread.currentThread().isInterrupted()) {
            throw new Closed();
        }
        boolean again = attempts <= RETRIES.size();
        Instant next = again ? clock.instant().plus(RETRIES.get(attempts - 1)) : null;
        ledger.fail(entry.id(), reason, attempts, next, extractor.version());
        watch.ended(Outcome.FAILED, reason);
        return new Imported.Failed(reason);
    }

    /// The file is refused unread; a second time writes nothing.
    Imported refused(Entry entry, Reason reason) {
        return entry.state() == State.SKIPPED && reason.equals(entry.reason())
                ? new Imported.Skipped(reason)
                : skip(entry, reason, null);
    }

    /// A fault of ours in one file must not stop the others: it is logged under an id that the
    /// report shows. A database that takes no writes is not the file's fault: for that it is tried
    /// again, however often, so that the library goes on by itself.
    Imported failed(Entry entry, Exception e) {
        int attempts = entry.attempts() + 1;
        boolean passes = database.troubleBehind(e).filter(NO_ROOM::contains).isPresent();
        return fail(entry, internal(e), passes ? Math.min(attempts, RETRIES.size()) : attempts);
    }

    private static Reason internal(Exception e) {
        String incident = Incident.newId();
        log.atError()
                .addKeyValue("incident", incident)
                .setCause(e)
                .log("A file could not be imported");
        return Reason.of(Code.INTERNAL, incident);
    }

    /// Of the bytes on disk, in lower-case hex.
    static String sha256(Path path) throws IOException {
        try (InputStream file = Files.newInputStream(path)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            new DigestInputStream(file, digest).transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String ending(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? name : name.substring(dot).toLowerCase(Locale.ROOT);
    }

    static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes / 1e6);
    }
}
