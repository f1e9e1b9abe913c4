package researchpaas.ingest.extract.reader;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import researchpaas.document.Heading;
import researchpaas.document.Page;
import researchpaas.ingest.TextExtractor.FileInfo;
import researchpaas.ingest.extract.guard.Refusal;
import researchpaas.ingest.extract.guard.ZipGuard;
import researchpaas.ingest.extract.recognition.Tesseract;

/// Takes what a reader finds, page by page, so that the child need not hold a whole book.
public interface TextSink {
    /// Of one file; further ones are left out.
    int MAX_HEADINGS = 20_000;

    Limits limits();

    void page(Page page) throws IOException, Refusal;

    void headings(List<Heading> headings) throws IOException;

    void info(FileInfo info) throws IOException;

    /// For pages without text; absent when it is off. Asking tells the parent that this file takes
    /// longer.
    default @Nullable Tesseract recognition() throws IOException {
        return null;
    }

    /// @param maxText UTF-16 units of all pages together
    /// @param unpack what [ZipGuard] lets pass
    record Limits(int maxText, int maxPages, ZipGuard.Limits unpack) {
        public Limits(int maxText, int maxPages) {
            this(maxText, maxPages, ZipGuard.Limits.USUAL);
        }
    }
}
