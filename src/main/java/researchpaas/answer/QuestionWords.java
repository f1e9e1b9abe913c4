package researchpaas.answer;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import researchpaas.search.TextAnalysis.Term;

/// The words of a question that say what it is about.
///
/// @param asksForFigure whether a number, a place in time or an amount is wanted
record QuestionWords(List<Word> words, boolean asksForFigure) {
    QuestionWords {
        words = List.copyOf(words);
    }

    /// @param text of the term, in the form that the library is searched by
    /// @param written as it stands in the question
    /// @param rarity how much it tells: the fewer of the documents that the reader may see have it,
    ///   the more
    /// @param known whether any of these documents has it
    record Word(String text, String written, double rarity, boolean known) {}

    double weight() {
        return words.stream().mapToDouble(Word::rarity).sum();
    }

    /// How much of the question the terms say, 0 to 1, by what its words tell.
    double share(Collection<Term> terms) {
        double all = weight();
        if (all == 0) {
            return 0;
        }
        Set<String> said = new HashSet<>();
        terms.forEach(term -> said.add(term.text()));
        return words.stream()
                        .filter(word -> said.contains(word.text()))
                        .mapToDouble(Word::rarity)
                        .sum()
                / all;
    }
}
