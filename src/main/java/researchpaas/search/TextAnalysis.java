package researchpaas.search;

import java.util.List;

/// How texts are turned into the terms that the word leg looks for, for Japanese and English alike.
/// One analysis serves every engine, so that they find the same.
public interface TextAnalysis {
    /// Words: Japanese by morphology in base form, English stemmed; without stop words.
    List<Term> words(String text);

    /// Exact forms: what a dictionary splits wrongly stays whole (T5, F1, node.js); Japanese by
    /// pairs of characters.
    List<Term> forms(String text);

    /// Width, case, kana form and variant characters folded: for comparing short texts whole.
    String folded(String text);

    /// The word that a reader may still be writing at the end of the text, folded; empty when
    /// nothing is begun or it is too short to say anything.
    String begunWord(String text);

    /// A key whose order, as unsigned bytes, is that of the titles: Latin letters, kana, kanji, as
    /// Japanese indexes have it. Long titles are told apart by their beginning.
    byte[] titleOrder(String title);

    /// One term and where it stands in the text.
    ///
    /// @param start UTF-16 offset
    /// @param end behind the last character
    record Term(String text, int start, int end) {}
}
