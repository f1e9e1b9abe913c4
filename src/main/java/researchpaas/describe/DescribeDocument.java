package researchpaas.describe;

import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import researchpaas.document.Language;
import researchpaas.document.Page;
import researchpaas.document.Publication.Description;

/// Tells title, authors, summary, keywords and year from a document's own text. What the file says
/// of itself is believed only where its text agrees: most PDFs carry the title of another document,
/// or none.
@Component
public class DescribeDocument {
    /// Enough to tell the language, and little enough to be quick on a book.
    private static final int LANGUAGE_SAMPLE = 20_000;

    DescribeDocument() {}

    /// Always has a title: the file's name where the text gives none.
    public Description describe(Manuscript manuscript) {
        FrontPage front = FrontPage.of(manuscript);
        Titles.Title title = Titles.find(manuscript, front);
        Sections sections = new Sections(manuscript);
        Instant created = Dates.created(manuscript);
        return new Description(
                title.text(),
                Authors.find(manuscript, front, title),
                manuscript.isData() ? sections.beginning() : sections.summary(title),
                manuscript.isData() ? List.of() : sections.keywords(),
                Dates.year(manuscript, front),
                Language.of(sample(manuscript)),
                created);
    }

    private static String sample(Manuscript manuscript) {
        StringBuilder sample = new StringBuilder();
        for (Page page : manuscript.pages()) {
            int room = LANGUAGE_SAMPLE - sample.length();
            sample.append(page.text(), 0, Math.min(room, page.text().length())).append('\n');
            if (sample.length() >= LANGUAGE_SAMPLE) {
                break;
            }
        }
        return sample.toString();
    }
}
