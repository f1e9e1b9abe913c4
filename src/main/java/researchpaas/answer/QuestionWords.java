package researchpaas.answer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import researchpaas.search.TextAnalysis.Term;

/// The words of a question that say what it is about.
///
/// @param wanted what kinds of things it asks for; may be empty
/// @param measure the unit that it asks for
record QuestionWords(List<Word> words, Set<Wanted> wanted, Measure measure) {
    private static final int SHORTEST_STEM = 6;
    private static final int LONGEST_ENDING = 3;
    private static final double SAME_STEM = 0.8;
    private static final double SAME_KANJI = 0.5;

    private static final Pattern LATIN_NAME = Pattern.compile("^(?=.*\\p{Lu})\\p{IsLatin}{3,}$");

    /// 216 of LE216, 2024-07-20.
    private static final Pattern SPECIFIC = Pattern.compile("^[\\d-]+$");

    QuestionWords {
        words = List.copyOf(words);
        wanted = Set.copyOf(wanted);
    }

    /// @param text of the term, in the form that the library is searched by
    /// @param written as it stands in the question
    /// @param rarity how much it tells: the fewer of the documents that the reader may see have it,
    ///   the more
    /// @param known whether any of these documents has it
    /// @param others what says the same in another script or language, all of the terms of one, and
    ///   how surely, 0 to 1
    record Word(
            String text,
            String written,
            double rarity,
            boolean known,
            Map<List<String>, Double> others) {
        Word {
            others = Map.copyOf(others);
        }

        boolean isNameOfLibrary() {
            EnglishJapanese dictionary = EnglishJapanese.dictionary();
            return known
                    && LATIN_NAME.matcher(written).find()
                    && !NamedDates.isMonth(written)
                    && dictionary.japanese(text).isEmpty()
                    && dictionary.japanese(written).isEmpty();
        }

        Word weighing(double other) {
            return new Word(text, written, other, known, others);
        }
    }

    /// The same words, some of them said by others than before.
    ///
    /// @param others see [Word], of each word's text
    QuestionWords saidBy(Map<String, Map<List<String>, Double>> others) {
        return new QuestionWords(
                words.stream()
                        .map(word ->
                                new Word(
                                        word.text(),
                                        word.written(),
                                        word.rarity(),
                                        word.known(),
                                        others.getOrDefault(word.text(), word.others())))
                        .toList(),
                wanted,
                measure);
    }

    /// The same words, as they tell these texts apart: what all of what was found says tells little
    /// of which sentence answers.
    QuestionWords among(List<Set<String>> texts) {
        List<Word> weighed = new ArrayList<>();
        for (Word word : words) {
            long holding = texts.stream().filter(terms -> said(word, terms) > 0).count();
            double rarity = Math.log(1 + (texts.size() - holding + 0.5) / (holding + 0.5));
            weighed.add(word.weighing(Math.sqrt(word.rarity() * rarity)));
        }
        return new QuestionWords(weighed, wanted, measure);
    }

    /// The same words, those of a part before the others, asking for what the part asks for.
    QuestionWords leaningOn(QuestionWords part, double elsewhere) {
        Set<String> own = new HashSet<>();
        part.words.forEach(word -> own.add(word.text()));
        List<Word> weighed = new ArrayList<>();
        for (Word word : words) {
            double share = own.isEmpty() || own.contains(word.text()) ? 1 : elsewhere;
            weighed.add(word.weighing(word.rarity() * share));
        }
        return new QuestionWords(weighed, part.wanted, part.measure);
    }

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

    /// Whether it names a number, a code or a date.
    boolean isSpecific() {
        return words.stream().anyMatch(word -> SPECIFIC.matcher(word.text()).find());
    }

    /// Whether the terms say a name of the question that this library has and no dictionary:
    /// HeatWalk, Lindqvist, MINO. Questions on other subjects have other names.
    boolean areNamedBy(Collection<Term> terms) {
        Set<String> said = new HashSet<>();
        terms.forEach(term -> said.add(term.text()));
        return words.stream()
                .anyMatch(word -> word.isNameOfLibrary() && said.contains(word.text()));
    }

    /// A word of the same stem says most of it: what was calibrated stands under "Calibration".
    private static double said(Word word, Set<String> terms) {
        String text = word.text();
        if (terms.contains(text)) {
            return 1;
        }
        double elsewhere =
                word.others().entrySet().stream()
                        .filter(other -> terms.containsAll(other.getKey()))
                        .mapToDouble(Map.Entry::getValue)
                        .max()
                        .orElse(0);
        if (elsewhere > 0) {
            return elsewhere;
        }
        if (isInflected(text)) {
            return saidInflected(text, terms);
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

    /// Kanji with a Japanese ending: a verb or adjective.
    private static boolean isInflected(String text) {
        return text.length() >= 2
                && Character.UnicodeScript.of(text.charAt(0)) == Character.UnicodeScript.HAN
                && isHiragana(text.charAt(text.length() - 1));
    }

    /// What is deep is said by "depth", too: 深い by 深さ, 借りる by 借り方, 測る by 測定.
    private static double saidInflected(String text, Set<String> terms) {
        String stem = text.substring(0, text.length() - 1);
        double most = 0;
        for (String term : terms) {
            if (term.startsWith(stem) && term.length() <= stem.length() + LONGEST_ENDING) {
                boolean sure = stem.length() > 1 || isHiragana(term.charAt(term.length() - 1));
                most = Math.max(most, sure ? SAME_STEM : SAME_KANJI);
            }
        }
        return most;
    }

    private static boolean isHiragana(char letter) {
        return Character.UnicodeScript.of(letter) == Character.UnicodeScript.HIRAGANA;
    }
}
