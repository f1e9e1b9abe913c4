package researchpaas.answer;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import researchpaas.answer.QuestionWords.Word;
import researchpaas.search.TextAnalysis;
import researchpaas.search.TextAnalysis.Term;

/// Says words in the other language as far as a dictionary does: what is asked in Japanese may be
/// answered in English only, and the reverse. Word by word: enough to search by and to tell what a
/// sentence is about, no translation that anybody should read.
@Component
final class TranslateWords {
    private static final int MOST_MEANINGS = 10;

    /// Of each word, to search by.
    private static final int SEARCHED = 5;

    /// As in the dictionary.
    private static final int LONGEST = 10;

    /// Kana, kanji and the like begin here.
    private static final int FIRST_JAPANESE = 0x2e80;

    /// Quieter, largest, hottest, driest.
    private static final Pattern COMPARED = Pattern.compile("(?i)(?:er|est)$");

    private static final Pattern DOUBLED = Pattern.compile("(?i)(?<=(\\p{IsLatin}))\\1(?:er|est)$");
    private static final Pattern OF_Y = Pattern.compile("(?i)i(?:er|est)$");

    private final TextAnalysis analysis;

    TranslateWords(TextAnalysis analysis) {
        this.analysis = analysis;
    }

    /// For words of the question, as the analysis gives them, what the other language says, the
    /// main meanings first; nothing for words that the dictionary does not have.
    Map<String, List<String>> of(String question, QuestionWords words) {
        Map<String, Set<String>> translated = new LinkedHashMap<>();
        words.words().forEach(word -> translated.put(word.text(), japanese(word)));
        List<Term> terms = analysis.words(question);
        for (Found found : found(question, terms)) {
            for (Term term : terms) {
                Set<String> others = translated.get(term.text());
                if (others != null
                        && isJapanese(term.text())
                        && term.start() < found.end()
                        && term.end() > found.start()) {
                    others.addAll(found.english());
                }
            }
        }
        Map<String, List<String>> known = new LinkedHashMap<>();
        translated.forEach((word, others) -> {
            if (!others.isEmpty()) {
                known.put(word, others.stream().limit(MOST_MEANINGS).toList());
            }
        });
        return known;
    }

    /// What an English word is in Japanese: windows are 窓 before they are ウィンドウズ.
    private static Set<String> japanese(Word word) {
        EnglishJapanese dictionary = EnglishJapanese.dictionary();
        Set<String> others = new LinkedHashSet<>(dictionary.japanese(word.text()));
        others.addAll(dictionary.japanese(word.written()));
        if (others.isEmpty()) {
            String compared = word.written();
            others.addAll(dictionary.japanese(COMPARED.matcher(compared).replaceFirst("")));
            others.addAll(dictionary.japanese(COMPARED.matcher(compared).replaceFirst("e")));
            others.addAll(dictionary.japanese(DOUBLED.matcher(compared).replaceFirst("")));
            others.addAll(dictionary.japanese(OF_Y.matcher(compared).replaceFirst("y")));
        }
        return others;
    }

    /// To be searched by: what the words may be, in their order.
    static String text(Map<String, List<String>> translated) {
        return translated.values().stream()
                .flatMap(others -> others.stream().limit(SEARCHED))
                .distinct()
                .collect(Collectors.joining(" "));
    }

    /// A Japanese text in English words, of each its first meaning; what the dictionary does not
    /// have is left out.
    String inEnglish(String text) {
        return found(text, analysis.words(text)).stream()
                .map(found -> found.english().getFirst())
                .collect(Collectors.joining(" "));
    }

    /// What the dictionary has of a Japanese text.
    ///
    /// @param start UTF-16 offset
    private record Found(int start, int end, List<String> english) {}

    private static List<Found> found(String text, List<Term> terms) {
        Map<Integer, Term> starting = new HashMap<>();
        terms.forEach(term -> starting.putIfAbsent(term.start(), term));
        List<Found> all = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            Found found = at(at, text, starting.get(at));
            if (!found.english().isEmpty()) {
                all.add(found);
            }
            at = found.end();
        }
        return all;
    }

    /// Words with an ending in their base form: 暖かく is 暖かい. Of others the longest: 洗濯物 is not 洗濯
    /// and 物. Of those that it does not have, what they end in: 結露 is a 露.
    private static Found at(int start, String text, @Nullable Term term) {
        EnglishJapanese dictionary = EnglishJapanese.dictionary();
        if (term != null && isHiragana(last(term.text())) && dictionary.has(term.text())) {
            return new Found(start, term.end(), dictionary.english(term.text()));
        }
        for (int end = Math.min(text.length(), start + LONGEST); end > start + 1; end--) {
            String word = text.substring(start, end);
            if (isWhole(text, start, end) && dictionary.has(word)) {
                return new Found(start, end, dictionary.english(word));
            }
        }
        if (term == null) {
            return new Found(start, start + 1, List.of());
        }
        if (!isJapanese(term.text())) {
            return new Found(start, term.end(), List.of(term.text()));
        }
        String known = dictionary.has(term.text()) ? term.text() : last(term.text());
        return new Found(start, term.end(), dictionary.english(known));
    }

    /// Neither a part of a word in katakana nor hiragana only, that may be anything.
    private static boolean isWhole(String text, int start, int end) {
        return isJapanese(text.substring(start))
                && !(isKatakana(text, start - 1) && isKatakana(text, start))
                && !(isKatakana(text, end - 1) && isKatakana(text, end))
                && !isHiragana(text.substring(start, end));
    }

    private static String last(String word) {
        return word.substring(word.length() - 1);
    }

    private static boolean isJapanese(String text) {
        return text.charAt(0) >= FIRST_JAPANESE;
    }

    private static boolean isKatakana(String text, int at) {
        return at >= 0
                && at < text.length()
                && (text.charAt(at) == 'ー'
                        || UnicodeScript.of(text.charAt(at)) == UnicodeScript.KATAKANA);
    }

    private static boolean isHiragana(String text) {
        return text.chars().allMatch(letter -> UnicodeScript.of(letter) == UnicodeScript.HIRAGANA);
    }
}
