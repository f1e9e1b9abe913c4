package researchpaas.ingest.extract.layout;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What is usual in one document: it tells body text from headings, and a hyphen that belongs to a
/// word from one that only ends a line.
///
/// @param bodySize the font size of most text, in points
/// @param leading the usual distance of lines, in font sizes
/// @param strongBody whether the body itself is bold (or gothic)
/// @param justified whether lines reach the right edge unless they end a paragraph
/// @param words in lower case
/// @param hyphenated words with a hyphen inside a line, in lower case
public record PrintStyle(
        float bodySize,
        float leading,
        boolean strongBody,
        boolean justified,
        Set<String> words,
        Set<String> hyphenated) {
    private static final Pattern WORD = Pattern.compile("\\p{L}+(?:-\\p{L}+)*");
    private static final int MOST_WORDS = 100_000;

    public static PrintStyle of(List<PageLines> pages) {
        Map<Integer, Integer> charsOfSize = new HashMap<>();
        List<Float> steps = new ArrayList<>();
        int strong = 0;
        int chars = 0;
        for (PageLines page : pages) {
            TextLine before = null;
            for (TextLine line : page.lines()) {
                int length = line.text().length();
                charsOfSize.merge(Math.round(line.size() * 4), length, Integer::sum);
                strong += line.strong() ? length : 0;
                chars += length;
                if (before != null && before.frame() == line.frame()) {
                    float step = (line.across() - before.across()) / line.size();
                    if (step > 0.8f && step < 2.6f) {
                        steps.add(step);
                    }
                }
                before = line;
            }
        }
        float body =
                charsOfSize.entrySet().stream()
                        .max(Map.Entry.comparingByValue())
                        .map(entry -> entry.getKey() / 4f)
                        .orElse(10f);
        Collections.sort(steps);
        float leading = steps.isEmpty() ? 1.2f : steps.get(steps.size() / 2);
        Set<String> words = new HashSet<>();
        Set<String> hyphenated = new HashSet<>();
        collectWords(pages, words, hyphenated);
        return new PrintStyle(
                body, leading, strong * 2 > chars, isJustified(pages, body), words, hyphenated);
    }

    private static boolean isJustified(List<PageLines> pages, float body) {
        int full = 0;
        int all = 0;
        for (PageLines page : pages) {
            for (int i = 0; i < page.lines().size(); i++) {
                if (Math.abs(page.lines().get(i).size() - body) < 0.3f) {
                    all++;
                    full += Margins.isFull(page.lines(), i) ? 1 : 0;
                }
            }
        }
        return full * 10 > all * 6;
    }

    private static void collectWords(
            List<PageLines> pages, Set<String> words, Set<String> hyphenated) {
        for (PageLines page : pages) {
            for (TextLine line : page.lines()) {
                Matcher word = WORD.matcher(line.text());
                while (word.find() && words.size() < MOST_WORDS && hyphenated.size() < MOST_WORDS) {
                    String lower = word.group().toLowerCase(Locale.ROOT);
                    (lower.indexOf('-') < 0 ? words : hyphenated).add(lower);
                }
            }
        }
    }

    /// Whether a word that was broken at a hyphen keeps it.
    boolean keepsHyphen(String before, String after) {
        String one = before.toLowerCase(Locale.ROOT);
        String other = after.toLowerCase(Locale.ROOT);
        if (words.contains(one + other)) {
            return false;
        }
        return hyphenated.contains(one + "-" + other);
    }
}
