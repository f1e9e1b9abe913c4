package researchpaas.ingest.extract.office;

import java.io.IOException;
import researchpaas.ingest.extract.guard.Refusal;

/// Takes the blocks of a document in the order of its text.
public interface Blocks {
    void paragraph(String text) throws Refusal;

    /// @param level from 1
    void heading(int level, String text) throws Refusal;

    /// The author asked for a new page.
    void pageBreak() throws IOException, Refusal;

    /// A page began here when the file was last shown; where the author asked for it as well, both
    /// marks stand in the file.
    void softPageBreak() throws IOException, Refusal;
}
