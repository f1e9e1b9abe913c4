package researchpaas.answer;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import researchpaas.document.Language;

/// What a statement calls by name, as far as letters tell: words with a capital within an English
/// sentence, words with a capital or a digit in a Japanese one, and longer words in katakana. Not
/// told: names in kanji, and what begins a sentence in English.
final class Names {
    private static final Pattern LATIN = Pattern.compile("\\p{IsLatin}[\\p{IsLatin}\\d.'’-]*");
    private static final Pattern KATAKANA = Pattern.compile("[\\p{IsKatakana}ー]{4,}");

    private Names() {}

    static Set<String> latin(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC);
        boolean japanese = Language.of(plain) == Language.JAPANESE;
        Set<String> names = new LinkedHashSet<>();
        Matcher words = LATIN.matcher(plain);
        while (words.find()) {
            String word = words.group().replaceAll("[.'’-]+$", "");
            boolean capital = word.chars().anyMatch(Character::isUpperCase);
            boolean coded = word.length() > 1 && word.chars().anyMatch(Character::isDigit);
            boolean begins = !japanese && beginsSentence(plain, words.start());
            boolean shaped = word.chars().filter(Character::isUpperCase).count() > 1 || coded;
            if ((capital || coded) && (!begins || shaped) && !isOrdinary(word)) {
                names.add(word);
            }
        }
        return names;
    }

    static Set<String> katakana(String text) {
        Set<String> names = new LinkedHashSet<>();
        Matcher words = KATAKANA.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC));
        while (words.find()) {
            names.add(words.group());
        }
        return names;
    }

    /// Whether a text, folded by [#folded], has the name.
    static boolean isIn(String foldedText, String name) {
        return foldedText.contains(folded(name));
    }

    static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\\s'’.ー-]+", "");
    }

    private static boolean beginsSentence(String text, int start) {
        int at = start - 1;
        while (at >= 0 && " \"'“‘(".indexOf(text.charAt(at)) >= 0) {
            at--;
        }
        return at < 0 || ".!?:;".indexOf(text.charAt(at)) >= 0;
    }

    /// Units and the like, which numbers are checked with.
    private static boolean isOrdinary(String word) {
        return word.length() == 1
                || Set.of("ISO8601", "OK", "Mr", "Ms", "Dr", "I'm", "dB", "kW", "Hz", "MHz")
                        .contains(word);
    }
}
