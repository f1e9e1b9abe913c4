package researchpaas.answer;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import researchpaas.search.TextAnalysis.Term;

/// The words of a question that say what it is about.
///
/// @param wanted what kinds of things it asks for; may be empty
record QuestionWords(List<Word> words, Set<Wanted> wanted) {
    private static final int SHORTEST_STEM = 6;
    private static final int LONGEST_ENDING = 3;
    private static final double SAME_STEM = 0.8;

    QuestionWords {
        words = List.copyOf(words);
        wanted = Set.copyOf(wanted);
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
        return words.stream().mapToDouble(word -> word.rarity() * said(word, said)).sum() / all;
    }

    /// How many of its words the terms say.
    long saidBy(Collection<Term> terms) {
        Set<String> said = new HashSet<>();
        terms.forEach(term -> said.add(term.text()));
        return words.stream().filter(word -> said(word, said) > 0).count();
    }

    /// A word of the same stem says most of it: what was calibrated stands under "Calibration".
    private static double said(Word word, Set<String> terms) {
        String text = word.text();
        if (terms.contains(text)) {
            return 1;
        }
        int stem = Math.max(SHORTEST_STEM, text.length() - LONGEST_ENDING);
        boolean related =
                text.length() >= SHORTEST_STEM
                        && text.charAt(0) < 0x2e80
                        && terms.stream()
                                .anyMatch(term ->
                                        term.length() >= stem
                                                && term.length() <= stem + 2 * LONGEST_ENDING
                                                && term.startsWith(text.substring(0, stem)));
        return related ? SAME_STEM : 0;
    }
}
