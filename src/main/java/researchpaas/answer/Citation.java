package researchpaas.answer;

import java.util.List;
import researchpaas.document.Box;
import researchpaas.document.DocumentId;
import researchpaas.document.DocumentKey;
import researchpaas.document.FileId;
import researchpaas.document.PassageId;

/// Words that stand in a source, and where. They were found there, whoever named them. Words that
/// run over the end of a page are a citation for each page.
///
/// @param title the document's
/// @param page from 1
/// @param start UTF-16 offset in the page's text
/// @param end behind the last character
/// @param quote the page's text from start to end, as it stands there, line feeds too
/// @param boxes of the lines that it stands on, on the page; empty for a format without pages
/// @param hash of the passage, as [researchpaas.document.Passage] has it
public record Citation(
        DocumentId id,
        DocumentKey document,
        String title,
        PassageId passage,
        FileId file,
        int page,
        int start,
        int end,
        String quote,
        List<Box> boxes,
        String hash) {
    public Citation {
        boxes = List.copyOf(boxes);
    }
}
