package researchpaas.ingest.extract;

import java.util.List;

/// What a speaker means to say: not on the slide, so marked as such, in the language of the notes.
final class SpeakerNotes {
    private SpeakerNotes() {}

    /// @param notes paragraphs; without words nothing is written
    static void write(List<String> notes, PagedText pages) throws Refusal {
        String all = String.join("\n", notes);
        if (all.isBlank()) {
            return;
        }
        pages.heading(2, all.codePoints().anyMatch(Letters::isCjk) ? "発表者ノート" : "Speaker notes");
        for (String paragraph : notes) {
            pages.paragraph(paragraph);
        }
    }
}
