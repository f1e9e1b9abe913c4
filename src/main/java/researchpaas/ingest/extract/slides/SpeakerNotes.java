package researchpaas.ingest.extract.slides;

import java.util.List;
import researchpaas.ingest.extract.guard.Refusal;
import researchpaas.ingest.extract.letters.Letters;
import researchpaas.ingest.extract.office.PagedText;

/// What a speaker means to say: not on the slide, so marked as such, in the language of the notes.
final class SpeakerNotes {
    private SpeakerNotes() {}

    /// @param notes paragraphs; without words nothing is written
    static void write(List<String> notes, PagedText pages) throws Refusal {
        String all = String.join("\n", notes);
        if (all.isBlank()) {
            return;
        }
        pages.heading(2, Letters.anyCjk(all) ? "発表者ノート" : "Speaker notes");
        for (String paragraph : notes) {
            pages.paragraph(paragraph);
        }
    }
}
