package researchpaas.answer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// Tells whether a word in katakana and a word in Latin letters are the same word, by how the first
/// sounds and how such sounds are spelt in English; no dictionary. Consonants must agree one by
/// one, and vowels nearly; vowels that Japanese adds may be missing. Only words with three
/// consonants or more are compared: shorter ones sound like too many others.
final class LoanWords {
    private static final int FEWEST_CONSONANTS = 3;
    private static final int SHORTEST_LATIN = 5;

    /// From so many consonants on, hardly anything else has them all: vowels may be further off.
    private static final int MANY_CONSONANTS = 4;

    private static final int MOST_CONSONANTS = 6;

    private static final Pattern KATAKANA = Pattern.compile("[ァ-ヴー]{3,}");
    private static final Pattern LATIN = Pattern.compile("[a-zA-Z]{%d,}".formatted(SHORTEST_LATIN));

    private static final Pattern NONE = Pattern.compile("(?!)");

    private static final String VOWELS = "aiueo";

    /// Each row's consonant with each of the vowels; where a kana sounds otherwise, it stands in a
    /// row of its own.
    private static final Map<String, String> ROWS =
            Map.ofEntries(
                    Map.entry("", "アイウエオ"),
                    Map.entry("k", "カキクケコ"),
                    Map.entry("g", "ガギグゲゴ"),
                    Map.entry("s", "サ　スセソ"),
                    Map.entry("sh", "　シ　　　"),
                    Map.entry("z", "ザ　ズゼゾ"),
                    Map.entry("j", "　ジ　　　"),
                    Map.entry("t", "タ　　テト"),
                    Map.entry("ch", "　チ　　　"),
                    Map.entry("ts", "　　ツ　　"),
                    Map.entry("d", "ダヂヅデド"),
                    Map.entry("n", "ナニヌネノ"),
                    Map.entry("h", "ハヒ　ヘホ"),
                    Map.entry("f", "　　フ　　"),
                    Map.entry("b", "バビブベボ"),
                    Map.entry("v", "　　ヴ　　"),
                    Map.entry("p", "パピプペポ"),
                    Map.entry("m", "マミムメモ"),
                    Map.entry("y", "ヤ　ユ　ヨ"),
                    Map.entry("r", "ラリルレロ"),
                    Map.entry("w", "ワ　　　ヲ"));

    /// How English spells each consonant.
    private static final Map<String, String> SPELLINGS =
            Map.ofEntries(
                    Map.entry("", ""),
                    Map.entry("k", "(?:ck|ch|cc|qu|kk|k|q|c(?![eiy]))"),
                    Map.entry("g", "(?:gg|gh|gu|g)"),
                    Map.entry("s", "(?:ss|sc|\\bps|th|s|z|c(?=[eiy]))"),
                    Map.entry("sh", "(?:sch|sh|ch|ss|s(?=[ieuy])|t(?=i[aeo])|c(?=[eiy]))"),
                    Map.entry("z", "(?:zz|z|s|th)"),
                    Map.entry("j", "(?:dg|j|g(?=[eiy])|d(?=[iu])|z|s(?=[iu]))"),
                    Map.entry("t", "(?:tt|th|t)"),
                    Map.entry("ch", "(?:tch|ch|t(?=[ieuy]))"),
                    Map.entry("ts", "(?:ts|tz|t|z)"),
                    Map.entry("d", "(?:dd|d)"),
                    Map.entry("n", "(?:kn|gn|nn|n)"),
                    Map.entry("h", "(?:wh|h)"),
                    Map.entry("f", "(?:ph|ff|f)"),
                    Map.entry("b", "(?:bb|b|v)"),
                    Map.entry("v", "v"),
                    Map.entry("p", "(?:pp|p)"),
                    Map.entry("m", "(?:mm|m)"),
                    Map.entry("y", "y?"),
                    Map.entry("r", "(?:wr|rr|rh|ll|r|l)"),
                    Map.entry("w", "(?:wh|w)?"),
                    Map.entry("nn", "(?:mm|m|nn|n)"));

    private static final Map<Character, Mora> KANA = kana();

    private LoanWords() {}

    /// @param vowel none for ン
    /// @param glided with a small ya, yu or yo
    /// @param on how it goes on: by a bar, by another vowel, or (a blank) not
    private record Mora(String consonant, String vowel, boolean glided, char on) {
        boolean isConsonant() {
            return !consonant.isEmpty() && !consonant.equals("y") && !consonant.equals("w");
        }

        Mora with(char small) {
            String other = "ャュョ".indexOf(small) >= 0 ? "ャ ュ ョ" : "ァィゥェォ";
            String sound = VOWELS.substring(other.indexOf(small), other.indexOf(small) + 1);
            boolean asWind = consonant.isEmpty() && vowel.equals("u");
            return new Mora(asWind ? "w" : consonant, sound, other.startsWith("ャ"), on);
        }

        Mora goingOn(char by) {
            return new Mora(consonant, vowel, glided, by);
        }

        boolean isLong() {
            return on == 'ー';
        }
    }

    private static Map<Character, Mora> kana() {
        Map<Character, Mora> kana = new HashMap<>();
        ROWS.forEach((consonant, row) -> {
            for (int i = 0; i < row.length(); i++) {
                kana.put(
                        row.charAt(i), new Mora(consonant, VOWELS.substring(i, i + 1), false, ' '));
            }
        });
        kana.remove('　');
        kana.put('ン', new Mora("nn", "", false, ' '));
        return kana;
    }

    static boolean isKatakana(String word) {
        return KATAKANA.matcher(word).matches();
    }

    static boolean isLatin(String word) {
        return LATIN.matcher(word).matches();
    }

    /// The words in Latin letters that a word in katakana may be; none where it is too short to
    /// tell.
    static Pattern spellingsOf(String katakana) {
        List<Mora> morae = morae(katakana);
        long consonants = morae.stream().filter(Mora::isConsonant).count();
        if (consonants < FEWEST_CONSONANTS) {
            return NONE;
        }
        StringBuilder pattern = new StringBuilder();
        for (int i = 0; i < morae.size(); i++) {
            Mora mora = morae.get(i);
            boolean last = i == morae.size() - 1;
            if (isX(morae, i)) {
                Mora next = morae.get(i + 1);
                pattern.append(
                        "(?:x|%s%s%s)"
                                .formatted(
                                        SPELLINGS.get("k"),
                                        vowel(mora, false, consonants),
                                        SPELLINGS.get(next.consonant())));
                pattern.append(vowel(next, i + 1 == morae.size() - 1, consonants));
                i++;
            } else {
                pattern.append(SPELLINGS.get(mora.consonant()));
                pattern.append(vowel(mora, last, consonants));
                pattern.append(isSpeltBefore(morae, i) ? "?" : "");
            }
        }
        return Pattern.compile(pattern + "e?s?");
    }

    static boolean isSpeltBy(Pattern spellings, String latin) {
        return isLatin(latin) && spellings.matcher(latin.toLowerCase(Locale.ROOT)).matches();
    }

    /// ks is one letter in English.
    private static boolean isX(List<Mora> morae, int at) {
        if (at + 1 >= morae.size()) {
            return false;
        }
        Mora mora = morae.get(at);
        String next = morae.get(at + 1).consonant();
        return mora.consonant().equals("k")
                && (mora.vowel().equals("u") || mora.vowel().equals("i"))
                && !mora.isLong()
                && (next.equals("s") || next.equals("sh"));
    }

    /// English writes one n, or two that are one, where Japanese says ンナ; and one letter where it
    /// says アイ or エイ.
    private static boolean isSpeltBefore(List<Mora> morae, int at) {
        Mora mora = morae.get(at);
        if (mora.consonant().equals("nn")) {
            return at + 1 < morae.size()
                    && List.of("n", "m").contains(morae.get(at + 1).consonant());
        }
        return mora.consonant().isEmpty()
                && mora.vowel().equals("i")
                && at > 0
                && List.of("a", "e").contains(morae.get(at - 1).vowel());
    }

    private static List<Mora> morae(String katakana) {
        List<Mora> morae = new ArrayList<>();
        for (int i = 0; i < katakana.length(); i++) {
            char letter = katakana.charAt(i);
            Mora mora = KANA.get(letter);
            Mora before = morae.isEmpty() ? null : morae.getLast();
            if (before != null && goesOn(before, letter)) {
                morae.set(morae.size() - 1, before.goingOn(letter));
            }
            if (before != null && mora == null && "ァィゥェォャュョ".indexOf(letter) >= 0) {
                morae.set(morae.size() - 1, before.with(letter));
            } else if (mora != null) {
                morae.add(mora);
            }
        }
        return morae;
    }

    /// ー, and the second half of ai, ou, ea and the like.
    private static boolean goesOn(Mora before, char letter) {
        return !before.vowel().isEmpty()
                && ("ーイウ".indexOf(letter) >= 0 || (before.vowel().equals("e") && letter == 'ア'));
    }

    private static String vowel(Mora mora, boolean last, long consonants) {
        boolean many = consonants >= MANY_CONSONANTS;
        String spelt =
                switch (mora.vowel()) {
                    case "a" -> a(mora, last, many);
                    case "i" -> "(?:ee|ea|ei|ie|[iye])";
                    case "u" -> "(?:oo|ou|ew|eu|ue|ui|[uw]" + (many ? "|o" : "") + ")";
                    case "e" -> e(mora, consonants);
                    case "o" ->
                            "(?:ou|au|oo|o"
                                    + (mora.isLong() ? "|oa|ow|aw|a" : "")
                                    + (many ? "|u" : "")
                                    + ")";
                    default -> "";
                };
        String ending = mora.isLong() && !mora.vowel().equals("a") ? "(?:r|gh|h|w|y|e)?" : "";
        return (mora.glided() ? "[iy]?" : "") + spelt + (isAdded(mora) ? "?" : "") + ending;
    }

    private static String a(Mora mora, boolean last, boolean many) {
        if (mora.consonant().isEmpty() && last) {
            return "(?:[aeo]?re?|a)";
        }
        if (last) {
            return "(?:[aeou]re?|a)";
        }
        return switch (mora.on()) {
            // start, work
            case 'ー' -> "(?:[aeiu]r|al" + (mora.consonant().equals("w") ? "|or" : "") + ")";
            // style, mine
            case 'イ' -> "(?:a(?=i)|igh|ie|i|y)";
            // sound
            case 'ウ' -> "[ao](?=[uw])";
            default -> "(?:a|e(?=r)" + (many && !mora.glided() ? "|u" : "") + ")";
        };
    }

    private static String e(Mora mora, long consonants) {
        String a =
                mora.on() != ' '
                        // face, station
                        ? "|a(?=[^aeiou]+[aeiou])"
                        : consonants >= MOST_CONSONANTS ? "|a" : "";
        return "(?:ea|ei|ey|ai|ay|e" + a + ")";
    }

    /// Japanese puts a vowel behind a consonant that has none; an i that goes on from another vowel
    /// is spelt with it.
    private static boolean isAdded(Mora mora) {
        if (mora.isLong() || mora.glided()) {
            return false;
        }
        return switch (mora.vowel()) {
            case "u" -> !mora.consonant().isEmpty();
            case "o" -> mora.consonant().equals("t") || mora.consonant().equals("d");
            case "i" -> List.of("k", "ch", "j", "sh").contains(mora.consonant());
            default -> false;
        };
    }
}
