package researchpaas.document;

import java.util.List;

/// A run of whole sentences, the unit of retrieval and of citation.
///
/// @param ordinal position in the file, from 0
/// @param text from `start` in the text of `firstPage` to `end` in that of `lastPage`; pages joined
///   by a line feed
/// @param heading the headings above it, joined by ` › `; may be empty
/// @param start UTF-16 offset in the first page's text
/// @param end UTF-16 offset behind the last character, in the last page's text
/// @param hash SHA-256 (hex) of what is embedded; equal hashes share one vector
/// @param hidden what a person does not see of it; offsets in `text`
public record Passage(
        PassageId id,
        FileId file,
        DocumentId document,
        int ordinal,
        String text,
        String heading,
        int firstPage,
        int lastPage,
        int start,
        int end,
        Language language,
        String hash,
        List<HiddenText> hidden) {
    public Passage {
        hidden = List.copyOf(hidden);
    }

    /// The text that people see, at the same offsets: what is hidden is spaces. All that an answer
    /// is made from, and all that a model is shown.
    public String shown() {
        return HiddenText.without(hidden, text);
    }

    /// What a model is given for a passage: its headings and its text. The hash is taken over this.
    public static String embedded(String heading, String text) {
        return heading.isEmpty() ? text : heading + "\n" + text;
    }
}
