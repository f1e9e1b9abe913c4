package researchpaas.ingest;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import researchpaas.document.Heading;
import researchpaas.document.Page;

/// Reads the text out of a file. Files are hostile: whatever one does, this returns within the
/// deadline and the program goes on.
public interface TextExtractor {
    /// Part of the ledger: a file that an older version refused is tried again by a newer one.
    String version();

    /// The media type by the name's ending, absent when no reader takes it.
    @Nullable String mediaType(String fileName);

    /// Whether files of this type hold files, which are read only where their source asks for it.
    boolean isArchive(String mediaType);

    /// The usual ending of each format that is read but for archives, in lower case without the
    /// dot, for people.
    List<String> endings();

    /// Never throws for what a file contains.
    ///
    /// @throws Closed when the program is about to end; it says nothing of the file
    Extraction extract(Path file, String mediaType);

    sealed interface Extraction {
        /// @param pages at least one, with some text
        /// @param headings in the order of the text
        /// @param info what the file says of itself, to be believed with care
        record Text(List<Page> pages, List<Heading> headings, FileInfo info) implements Extraction {
            public Text {
                pages = List.copyOf(pages);
                headings = List.copyOf(headings);
            }
        }

        /// It can't be read, now or later: the same bytes give the same answer.
        record Refused(Reason reason) implements Extraction {}

        /// It may work another time (memory, time, a crash of the reading process).
        record Failed(Reason reason) implements Extraction {}
    }

    final class Closed extends RuntimeException {
        public Closed() {
            super("The program is about to end");
        }
    }

    /// The file's own fields; blank ones are absent.
    record FileInfo(@Nullable String title, @Nullable String author, @Nullable String created) {}
}
