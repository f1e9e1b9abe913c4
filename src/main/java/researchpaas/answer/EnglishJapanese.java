package researchpaas.answer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// A dictionary of words in English and Japanese, of EJDict and Sudachi's synonyms: its file says
/// more. It is read when it is first asked, and takes some ten megabytes.
final class EnglishJapanese {
    private static final String FILE = "english-japanese.tsv";
    private static final String TAB = "\t";

    /// Lines of a word, a tab and what it is in the other language; in the order of the words.
    private final String[] english;

    private final String[] japanese;

    /// @param lines words that are used much first
    private EnglishJapanese(String[] lines) {
        japanese = turned(lines);
        english = lines;
        Arrays.sort(english);
    }

    private static final class Read {
        private static final EnglishJapanese DICTIONARY = read();
    }

    static EnglishJapanese dictionary() {
        return Read.DICTIONARY;
    }

    private static EnglishJapanese read() {
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                Objects.requireNonNull(
                                        EnglishJapanese.class.getResourceAsStream(FILE)),
                                StandardCharsets.UTF_8))) {
            return new EnglishJapanese(
                    lines.lines().filter(line -> !line.startsWith("#")).toArray(String[]::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The English words of each Japanese one, those first that are used much and of which it is an
    /// early meaning.
    private static String[] turned(String[] lines) {
        record Pair(String japanese, int distance, String english) {}
        List<Pair> pairs = new ArrayList<>();
        for (int order = 0; order < lines.length; order++) {
            int meaning = 0;
            for (String other : others(lines[order])) {
                pairs.add(new Pair(other, order * ++meaning, word(lines[order])));
            }
        }
        pairs.sort(Comparator.comparing(Pair::japanese).thenComparingInt(Pair::distance));
        List<String> turned = new ArrayList<>();
        for (int from = 0, to = 0; from < pairs.size(); from = to) {
            String japanese = pairs.get(from).japanese();
            StringBuilder line = new StringBuilder(japanese).append(TAB);
            for (; to < pairs.size() && pairs.get(to).japanese().equals(japanese); to++) {
                line.append(to > from ? "," : "").append(pairs.get(to).english());
            }
            turned.add(line.toString());
        }
        return turned.toArray(String[]::new);
    }

    /// The main meanings first; none of a word that it does not have.
    ///
    /// @param word in any case
    List<String> japanese(String word) {
        return lookup(english, word.toLowerCase(Locale.ROOT));
    }

    List<String> english(String word) {
        return lookup(japanese, word);
    }

    boolean has(String japaneseWord) {
        return !english(japaneseWord).isEmpty();
    }

    private static List<String> lookup(String[] lines, String word) {
        String start = word + TAB;
        int place = -Arrays.binarySearch(lines, start) - 1;
        return place >= 0 && place < lines.length && lines[place].startsWith(start)
                ? others(lines[place])
                : List.of();
    }

    private static String word(String line) {
        return line.substring(0, line.indexOf(TAB));
    }

    private static List<String> others(String line) {
        return List.of(line.substring(line.indexOf(TAB) + 1).split(","));
    }
}
