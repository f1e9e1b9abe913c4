package researchpaas.ingest.extract.slides;

import java.io.IOException;
import java.util.List;
import researchpaas.ingest.extract.guard.Refusal;
import researchpaas.ingest.extract.letters.HeadingWords;
import researchpaas.ingest.extract.office.PagedText;

/// One slide, ready to be written as a page.
///
/// @param shapes in reading order
/// @param notes the speaker's, in paragraphs
public record Slide(List<SlideShape> shapes, List<String> notes) {
    /// A slide without a title of its own is named by a first line of this length.
    private static final int LONGEST_FIRST_LINE = 80;

    /// @param poster the only slide holds a whole document with sections of its own
    public void write(boolean poster, PagedText pages) throws IOException, Refusal {
        for (SlideShape shape : shapes) {
            boolean first = pages.isBlank();
            if (shape.isTitle() || (first && isShort(shape))) {
                pages.heading(1, shape.text());
                continue;
            }
            if (first) {
                pages.noHeading();
            }
            writeParagraphs(shape, poster, pages);
        }
        if (shapes.isEmpty()) {
            pages.noHeading();
        }
        SpeakerNotes.write(notes, pages);
        pages.endPage();
    }

    private static boolean isShort(SlideShape shape) {
        return shape.paragraphs().size() == 1 && shape.text().length() <= LONGEST_FIRST_LINE;
    }

    private static void writeParagraphs(SlideShape shape, boolean poster, PagedText pages)
            throws Refusal {
        for (String paragraph : shape.paragraphs()) {
            if (poster && HeadingWords.level(paragraph.strip()).isPresent()) {
                pages.heading(2, paragraph);
            } else {
                pages.paragraph(paragraph);
            }
        }
    }
}
