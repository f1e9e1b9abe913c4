package researchpaas.answer;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The numbers that a text says, with their units: in digits of any width, in kanji, and English
/// ones in words up to ninety-nine. Not read: fractions and multiples in words (half, a third,
/// twice, 半分), numbers in words above that, Roman numerals.
final class Figures {
    private static final Pattern DIGITS =
            Pattern.compile("\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?");
    private static final String KANJI_DIGITS = "〇一二三四五六七八九";
    private static final Pattern KANJI = Pattern.compile("[〇一二三四五六七八九十百千万]+(?:・[〇一二三四五六七八九]+)?");

    private static final List<String> SMALL =
            List.of(
                    "zero",
                    "one",
                    "two",
                    "three",
                    "four",
                    "five",
                    "six",
                    "seven",
                    "eight",
                    "nine",
                    "ten",
                    "eleven",
                    "twelve",
                    "thirteen",
                    "fourteen",
                    "fifteen",
                    "sixteen",
                    "seventeen",
                    "eighteen",
                    "nineteen");
    private static final List<String> TENS =
            List.of("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety");
    private static final Pattern ENGLISH =
            Pattern.compile(
                    "\\b(?:(%s)(?:[- ](%s))?|(%s))\\b"
                            .formatted(
                                    String.join("|", TENS),
                                    String.join("|", SMALL.subList(1, 10)),
                                    String.join("|", SMALL.reversed())));

    /// What may stand right behind a number, and what it measures. Longer ones first.
    private static final Map<String, String> UNITS =
            Map.ofEntries(
                    Map.entry("%", "share"),
                    Map.entry("percent", "share"),
                    Map.entry("per cent", "share"),
                    Map.entry("パーセント", "share"),
                    Map.entry("ポイント", "share"),
                    Map.entry("割", "tenths"),
                    Map.entry("°c", "warmth"),
                    Map.entry("℃", "warmth"),
                    Map.entry("度", "warmth"),
                    Map.entry("degree", "warmth"),
                    Map.entry("kelvin", "warmth"),
                    Map.entry("ケルビン", "warmth"),
                    Map.entry("k", "warmth"),
                    Map.entry("km", "km"),
                    Map.entry("kilomet", "km"),
                    Map.entry("キロメートル", "km"),
                    Map.entry("mm", "mm"),
                    Map.entry("cm", "cm"),
                    Map.entry("m/s", "m/s"),
                    Map.entry("m2", "m2"),
                    Map.entry("m", "m"),
                    Map.entry("met", "m"),
                    Map.entry("メートル", "m"),
                    Map.entry("kg", "kg"),
                    Map.entry("kilogram", "kg"),
                    Map.entry("キログラム", "kg"),
                    Map.entry("g", "g"),
                    Map.entry("gram", "g"),
                    Map.entry("グラム", "g"),
                    Map.entry("ppm", "ppm"),
                    Map.entry("db", "db"),
                    Map.entry("lx", "lx"),
                    Map.entry("円", "yen"),
                    Map.entry("yen", "yen"),
                    Map.entry("watt", "w"),
                    Map.entry("ワット", "w"),
                    Map.entry("w", "w"));

    private static final List<String> LONGEST_UNITS =
            UNITS.keySet().stream()
                    .sorted((a, b) -> Integer.compare(b.length(), a.length()))
                    .toList();

    private Figures() {}

    /// @param unit what it measures; absent where it stands alone or its unit is not known
    /// @param inDigits written with digits; one in words may be mere language (一方, no one)
    record Figure(BigDecimal value, @Nullable String unit, boolean inDigits) {
        boolean isSaidBy(Figure other) {
            return value.compareTo(other.value) == 0
                    && (unit == null || other.unit == null || unit.equals(other.unit));
        }
    }

    static List<Figure> in(String text) {
        String plain =
                Normalizer.normalize(text.replace('\n', ' '), Normalizer.Form.NFKC)
                        .toLowerCase(Locale.ROOT);
        List<Figure> figures = new ArrayList<>();
        Matcher digits = DIGITS.matcher(plain);
        while (digits.find()) {
            BigDecimal value = new BigDecimal(digits.group().replace(",", ""));
            figures.add(figure(value, plain, digits.end(), true));
        }
        Matcher kanji = KANJI.matcher(plain);
        while (kanji.find()) {
            kanji(kanji.group())
                    .ifPresent(value -> figures.add(figure(value, plain, kanji.end(), false)));
        }
        Matcher english = ENGLISH.matcher(plain);
        while (english.find()) {
            figures.add(figure(english(english), plain, english.end(), false));
        }
        return figures;
    }

    private static Figure figure(BigDecimal value, String text, int end, boolean inDigits) {
        // 約9万4千: digits and kanji together
        if (inDigits && end < text.length() && "万千".indexOf(text.charAt(end)) >= 0) {
            return new Figure(mixed(value, text, end), null, true);
        }
        return new Figure(value, unit(text, end), inDigits);
    }

    private static BigDecimal mixed(BigDecimal value, String text, int end) {
        if (text.charAt(end) == '千') {
            return value.multiply(BigDecimal.valueOf(1_000));
        }
        BigDecimal whole = value.multiply(BigDecimal.valueOf(10_000));
        Matcher rest = Pattern.compile("(\\d+)(千?)").matcher(text).region(end + 1, text.length());
        if (rest.lookingAt()) {
            BigDecimal more = new BigDecimal(rest.group(1));
            return whole.add(
                    rest.group(2).isEmpty() ? more : more.multiply(BigDecimal.valueOf(1_000)));
        }
        return whole;
    }

    private static @Nullable String unit(String text, int end) {
        int at = end;
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '-')) {
            at++;
        }
        for (String unit : LONGEST_UNITS) {
            int behind = at + unit.length();
            // a unit of letters is not the beginning of a word, unless it is cut short on purpose
            if (text.startsWith(unit, at)
                    && (unit.length() > 2
                            || behind >= text.length()
                            || !isLatin(unit.charAt(unit.length() - 1))
                            || !isLatin(text.charAt(behind)))) {
                return UNITS.get(unit);
            }
        }
        return null;
    }

    private static boolean isLatin(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static BigDecimal english(Matcher found) {
        String tens = found.group(1);
        if (tens == null) {
            return BigDecimal.valueOf(SMALL.indexOf(found.group(3)));
        }
        String ones = found.group(2);
        int value = (TENS.indexOf(tens) + 2) * 10;
        return BigDecimal.valueOf(ones == null ? value : value + SMALL.indexOf(ones));
    }

    private static Optional<BigDecimal> kanji(String text) {
        int point = text.indexOf('・');
        String whole = point < 0 ? text : text.substring(0, point);
        long value = 0;
        long section = 0;
        long digit = -1;
        boolean placed = false;
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < whole.length(); i++) {
            char c = whole.charAt(i);
            int one = KANJI_DIGITS.indexOf(c);
            if (one >= 0) {
                digit = one;
                plain.append(one);
                continue;
            }
            placed = true;
            long times = c == '十' ? 10 : c == '百' ? 100 : c == '千' ? 1_000 : 10_000;
            if (times == 10_000) {
                long before = section + Math.max(0, digit);
                value += Math.max(1, before) * times;
                section = 0;
            } else {
                section += (digit < 0 ? 1 : digit) * times;
            }
            digit = -1;
        }
        long all = placed ? value + section + Math.max(0, digit) : parsed(plain.toString());
        if (all < 0) {
            return Optional.empty();
        }
        return Optional.of(
                point < 0
                        ? BigDecimal.valueOf(all)
                        : new BigDecimal(all + "." + digits(text.substring(point + 1))));
    }

    private static long parsed(String digits) {
        return digits.isEmpty() || digits.length() > 12 ? -1 : Long.parseLong(digits);
    }

    private static String digits(String kanji) {
        StringBuilder digits = new StringBuilder();
        kanji.chars().forEach(c -> digits.append(KANJI_DIGITS.indexOf(c)));
        return digits.toString();
    }
}
