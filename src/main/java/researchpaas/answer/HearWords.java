package researchpaas.answer;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import researchpaas.answer.QuestionWords.Word;
import researchpaas.search.TextAnalysis.Term;

/// Finds a question's loan words in the other script, by their sound, in passages that the reader
/// may see.
final class HearWords {
    private static final Pattern LATIN = Pattern.compile("\\p{IsLatin}+");

    private HearWords() {}

    /// For words of the question, as the analysis gives them, what the sources say instead, as it
    /// stands there; nothing for words that they say only as asked.
    static Map<String, Set<String>> in(List<Source> sources, QuestionWords words) {
        Map<String, Set<String>> heard = new LinkedHashMap<>();
        Set<String> latin = latin(sources);
        Map<String, Pattern> katakana = katakana(sources);
        for (Word word : words.words()) {
            Set<String> others = new LinkedHashSet<>();
            if (LoanWords.isKatakana(word.text())) {
                Pattern spellings = LoanWords.spellingsOf(word.text());
                latin.stream()
                        .filter(one -> LoanWords.isSpeltBy(spellings, one))
                        .forEach(others::add);
            } else if (LoanWords.isLatin(word.written())) {
                katakana.forEach((one, spellings) -> {
                    if (LoanWords.isSpeltBy(spellings, word.written())) {
                        others.add(one);
                    }
                });
            }
            if (!others.isEmpty()) {
                heard.put(word.text(), others);
            }
        }
        return heard;
    }

    private static Set<String> latin(List<Source> sources) {
        Set<String> latin = new LinkedHashSet<>();
        for (Source source : sources) {
            for (String text :
                    List.of(source.document().title(), source.passage().heading(), source.text())) {
                Matcher words = LATIN.matcher(text);
                while (words.find()) {
                    latin.add(words.group());
                }
            }
        }
        return latin;
    }

    private static Map<String, Pattern> katakana(List<Source> sources) {
        return sources.stream()
                .flatMap(source -> source.withContext().stream())
                .map(Term::text)
                .filter(LoanWords::isKatakana)
                .distinct()
                .collect(Collectors.toMap(one -> one, LoanWords::spellingsOf));
    }
}
