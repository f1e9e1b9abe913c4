package researchpaas.ingest.extract.reader;

import java.io.IOException;
import java.nio.file.Path;
import researchpaas.ingest.extract.guard.Refusal;

/// Reads one format, inside the child.
public interface FormatReader {
    /// Hands the pages over one by one, in order, then perhaps headings and info.
    ///
    /// @throws IOException when the file is broken
    /// @throws Refusal when it can't be read for a reason that has a name
    void read(Path file, TextSink sink) throws IOException, Refusal;
}
