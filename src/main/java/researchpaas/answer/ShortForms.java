package researchpaas.answer;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Short and long forms that texts introduce together, in either language: "sky view factor (SVF)",
/// 二酸化炭素（CO2）, "SVF（天空率）". One who asks by one form is helped to the texts that use the other. Read
/// from passages that the reader may see, never from a list of all.
final class ShortForms {
    private static final String SHORT = "[A-Z][A-Za-z0-9-]{1,9}";
    private static final Pattern LATIN_LONG =
            Pattern.compile(
                    "((?:[\\p{IsLatin}-]+ ){1,7}[\\p{IsLatin}-]+) ?[(（](%s)[)）]".formatted(SHORT));
    private static final String JAPANESE_LONG = "[\\p{IsHan}\\p{IsKatakana}ー]{2,15}";
    private static final Pattern JAPANESE_BEFORE =
            Pattern.compile("(%s) ?[(（](%s)[)）]".formatted(JAPANESE_LONG, SHORT));
    private static final Pattern JAPANESE_BEHIND =
            Pattern.compile("\\b(%s) ?[(（](%s)[)）]".formatted(SHORT, JAPANESE_LONG));
    private static final int MOST = 4;

    private ShortForms() {}

    private record Pair(String shortForm, String longForm) {}

    /// The other forms of what the question says by one form.
    static List<String> missingFrom(String question, List<Source> sources) {
        Set<Pair> pairs = new LinkedHashSet<>();
        sources.forEach(source -> addPairs(source.text(), pairs));
        Set<String> missing = new LinkedHashSet<>();
        // twice: from one language to the other by way of the short form
        for (int i = 0; i < 2; i++) {
            String asked = question + "\n" + String.join("\n", missing);
            for (Pair pair : pairs) {
                boolean hasShort = says(asked, pair.shortForm());
                boolean hasLong = says(asked, pair.longForm());
                if (hasShort != hasLong) {
                    missing.add(hasShort ? pair.longForm() : pair.shortForm());
                }
            }
        }
        return missing.stream().limit(MOST).toList();
    }

    private static void addPairs(String text, Set<Pair> pairs) {
        Matcher latin = LATIN_LONG.matcher(text);
        while (latin.find()) {
            String longForm = longForm(latin.group(1), latin.group(2));
            if (!longForm.isEmpty()) {
                pairs.add(new Pair(latin.group(2), longForm));
            }
        }
        Matcher before = JAPANESE_BEFORE.matcher(text);
        while (before.find()) {
            pairs.add(new Pair(before.group(2), before.group(1)));
        }
        Matcher behind = JAPANESE_BEHIND.matcher(text);
        while (behind.find()) {
            pairs.add(new Pair(behind.group(1), behind.group(2)));
        }
    }

    /// As many of the words before the short form as it has letters, when they begin with them.
    private static String longForm(String words, String shortForm) {
        String letters = shortForm.replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT);
        String[] all = words.split("[ -]");
        if (letters.length() < 2 || all.length < letters.length()) {
            return "";
        }
        int first = all.length - letters.length();
        for (int i = 0; i < letters.length(); i++) {
            if (!all[first + i].toLowerCase(Locale.ROOT).startsWith(letters.substring(i, i + 1))) {
                return "";
            }
        }
        return String.join(" ", List.of(all).subList(first, all.length));
    }

    private static boolean says(String text, String form) {
        return Pattern.compile(
                        "(?i)(?<![\\p{IsLatin}\\d])%s(?![\\p{IsLatin}\\d])"
                                .formatted(Pattern.quote(form)))
                .matcher(text)
                .find();
    }
}
