package researchpaas.ingest.extract.pdf;

import java.lang.Character.UnicodeScript;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Tells text that a broken font map made. It looks like text to a program and like nothing to a
/// person, and it would be found by nobody.
final class GarbledText {
    /// The letter pairs that make up half of English text, and a third of most languages in Latin
    /// letters.
    private static final Set<String> COMMON_PAIRS =
            Stream.of(
                            "th he in er an re on at en nd ti es or te of ed is it al ar st to nt ng se ha as ou io le ve co me "
                                    + "de hi ri ro ic ne ea ra ce li ch ll be ma si om ur la el di ta us un tr")
                    .flatMap(pairs -> Stream.of(pairs.split(" ")))
                    .collect(Collectors.toUnmodifiableSet());

    private static final double FEWEST_COMMON_PAIRS = 0.2;
    private static final int FEWEST_PAIRS = 200;

    private int sound;
    private int unsound;
    private int soupPages;
    private int textPages;

    /// @param unmapped characters of the page that no font map names
    /// @param raw as the font maps gave it, before it is cleaned
    void add(int unmapped, CharSequence raw) {
        int bad = (int) raw.codePoints().filter(GarbledText::isUnsound).count();
        sound += raw.length() - bad;
        unsound += bad + unmapped;
        if (raw.length() >= FEWEST_PAIRS) {
            textPages++;
            soupPages += isSoup(raw) ? 1 : 0;
        }
    }

    boolean mostOfIt() {
        return (unsound > 20 && unsound * 10L > (sound + unsound) * 3L)
                || (textPages > 0 && soupPages * 2 > textPages);
    }

    private static boolean isUnsound(int point) {
        int type = Character.getType(point);
        return point == 0xFFFD
                || type == Character.PRIVATE_USE
                || type == Character.UNASSIGNED
                || type == Character.SURROGATE
                || (type == Character.CONTROL && !Character.isWhitespace(point));
    }

    private static boolean isSoup(CharSequence raw) {
        return isLatinSoup(raw.toString().toLowerCase(Locale.ROOT)) || isScriptSalad(raw);
    }

    private static boolean isLatinSoup(String text) {
        int pairs = 0;
        int common = 0;
        int latin = 0;
        int visible = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            visible += Character.isWhitespace(c) ? 0 : 1;
            latin += isLatin(c) ? 1 : 0;
            if (i > 0 && isLatin(c) && isLatin(text.charAt(i - 1))) {
                pairs++;
                common += COMMON_PAIRS.contains(text.substring(i - 1, i + 1)) ? 1 : 0;
            }
        }
        return pairs >= FEWEST_PAIRS && latin * 2 > visible && common < pairs * FEWEST_COMMON_PAIRS;
    }

    private static boolean isLatin(char c) {
        return c >= 'a' && c <= 'z';
    }

    /// No real page mixes letters of many scripts.
    private static boolean isScriptSalad(CharSequence raw) {
        Map<UnicodeScript, Integer> letters = new EnumMap<>(UnicodeScript.class);
        raw.codePoints()
                .filter(Character::isLetter)
                .forEach(point -> letters.merge(UnicodeScript.of(point), 1, Integer::sum));
        int all = letters.values().stream().mapToInt(Integer::intValue).sum();
        letters.keySet()
                .removeAll(
                        Set.of(
                                UnicodeScript.LATIN,
                                UnicodeScript.HAN,
                                UnicodeScript.HIRAGANA,
                                UnicodeScript.KATAKANA,
                                UnicodeScript.GREEK,
                                UnicodeScript.COMMON));
        return all >= FEWEST_PAIRS
                && letters.values().stream().filter(count -> count * 33 > all).count() >= 4;
    }
}
