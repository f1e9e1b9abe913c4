package researchpaas.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import researchpaas.account.Reader;
import researchpaas.document.Category;
import researchpaas.ingest.ArrivedFiles.Arrival;
import researchpaas.ingest.FormReader.BrokenForm;
import researchpaas.ingest.Jobs.Job;
import researchpaas.ingest.Uploads.Added;
import researchpaas.ingest.Uploads.NewUpload;

/// Takes files out of a form, keeps those that can be read and starts their import. The fields are
/// `kind` (paper, poster, dataset; without one a file's name tells) and `dataset`, the name of the
/// dataset that the files belong to; they count for all files, wherever they stand in the form. A
/// form that breaks off leaves nothing.
@Component
public final class ReceiveUploads {
    private final FormReader forms;
    private final Uploads uploads;
    private final TextExtractor extractor;
    private final IngestLibrary ingest;
    private final IngestLimits limits;
    private final UploadRules rules;

    ReceiveUploads(
            FormReader forms,
            Uploads uploads,
            TextExtractor extractor,
            IngestLibrary ingest,
            IngestLimits limits,
            UploadRules rules) {
        this.forms = forms;
        this.uploads = uploads;
        this.extractor = extractor;
        this.ingest = ingest;
        this.limits = limits;
        this.rules = rules;
    }

    /// @param contentType of the body, with its boundary
    /// @param reader who uploads
    /// @throws UploadsClosed when they are not for this reader
    /// @throws BrokenForm when the body is no form of this kind or breaks off
    /// @throws UnknownKind when `kind` is none of the three
    public Receipt receive(String contentType, InputStream body, Reader reader) {
        try (ArrivedFiles arrived = new ArrivedFiles(room(reader), extractor)) {
            forms.read(contentType, body, arrived);
            Place place = Place.of(arrived.field("kind"), arrived.field("dataset"));
            List<Received> received =
                    arrived.files().stream().map(file -> received(file, place, reader)).toList();
            boolean anyKept = received.stream().anyMatch(Received.Kept.class::isInstance);
            return new Receipt(received, anyKept ? ingest.start(Uploads.SOURCE) : null);
        }
    }

    /// What may be uploaded now.
    ///
    /// @throws UploadsClosed when they are not for this reader
    public Room room(Reader reader) {
        if (!rules.areOpenTo(reader)) {
            throw new UploadsClosed();
        }
        return new Room(
                limits.maxFileBytes(),
                rules.maxTotalBytes(),
                uploads.totalBytes(),
                extractor.endings());
    }

    private Received received(Arrival arrival, Place place, Reader reader) {
        return switch (arrival) {
            case Arrival.Refused refused ->
                    new Received.Refused(refused.name().shown(), refused.reason());
            case Arrival.Spooled spooled -> keep(spooled, place, reader);
        };
    }

    private Received keep(Arrival.Spooled file, Place place, Reader reader) {
        String name = file.name().shown();
        for (int number = 1; ; number++) {
            String path = place.folder() + file.name().inPath(number);
            Added added =
                    add(
                            new NewUpload(name, path, file.size(), file.sha256(), reader.name()),
                            file.bytes());
            switch (added) {
                case Added.Kept kept -> {
                    return new Received.Kept(name, kept.upload());
                }
                case Added.SameBytes same -> {
                    return new Received.Known(name, same.upload());
                }
                case Added.PathTaken _ -> {
                    // other bytes of this name: the next number is free some time
                }
            }
        }
    }

    private Added add(NewUpload upload, Path bytes) {
        try {
            return uploads.add(upload, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @param job the import of what was kept; absent when nothing was
    public record Receipt(List<Received> files, @Nullable Job job) {
        public Receipt {
            files = List.copyOf(files);
        }
    }

    /// What became of one file; whether it can be read turns out in its import.
    public sealed interface Received {
        /// As it was given, cleaned.
        String name();

        record Kept(String name, Upload upload) implements Received {}

        /// The same bytes are in the library's uploads already.
        record Known(String name, Upload upload) implements Received {}

        record Refused(String name, Reason reason) implements Received {}
    }

    /// @param endings of the formats that are read, see [TextExtractor]
    public record Room(
            long maxFileBytes, long maxTotalBytes, long usedBytes, List<String> endings) {
        public Room {
            endings = List.copyOf(endings);
        }

        public long left() {
            return Math.max(0, maxTotalBytes - usedBytes);
        }
    }

    public static final class UnknownKind extends RuntimeException {}

    /// Uploads are visible to others only.
    public static final class UploadsClosed extends RuntimeException {}

    /// Where in the source the files of a form go, see [Placement].
    ///
    /// @param folder empty, or with `/` at its end
    private record Place(String folder) {
        static Place of(String kind, String dataset) {
            if (kind.isBlank()) {
                return new Place("");
            }
            Category category = Category.of(kind.strip()).orElseThrow(UnknownKind::new);
            return switch (category) {
                case PAPER -> new Place("papers/");
                case POSTER -> new Place("posters/");
                case DATASET ->
                        new Place(
                                dataset.isBlank()
                                        ? "datasets/"
                                        : "datasets/" + UploadName.of(dataset).inPath() + "/");
            };
        }
    }
}
