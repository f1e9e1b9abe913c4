package researchpaas.answer;

import java.time.Month;
import java.time.YearMonth;
import java.time.chrono.JapaneseChronology;
import java.time.chrono.JapaneseEra;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Days and months that a text names, and the other ways to write them: 令和6年7月20日 stands as
/// 2024-07-20 in rows of data, as "20 July 2024" in English, as 七月二十日 in a vertical text.
final class NamedDates {
    /// What names more is a pasted page, not a question.
    static final int MOST = 8;

    /// May and March are other words, too, unless they have a capital.
    private static final String MONTHS =
            "(Jan(?:uary)?|Feb(?:ruary)?|(?-i:Mar(?:ch)?)|Apr(?:il)?|(?-i:May)|June?|July?|Aug(?:ust)?|Sep(?:t(?:ember)?)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\\b\\.?";

    private static final String DAY = "(?<day>\\d{1,2})";
    private static final String YEAR = "(?<year>\\d{4})";

    private static final List<Pattern> WRITTEN =
            List.of(
                    Pattern.compile(
                            "(?:(?:(?<era>令和|平成|昭和)\\s?(?<ofEra>\\d{1,2}|元)|%s)\\s?年(?:の)?\\s?)?(?<month>\\d{1,2})\\s?月(?:の?\\s?%s\\s?日)?"
                                    .formatted(YEAR, DAY),
                            Pattern.UNICODE_CHARACTER_CLASS),
                    Pattern.compile(
                            "(?<![\\d./-])%s([-/.])(?<month>\\d{1,2})(?:\\2%s)?(?![\\d./-]?\\d)"
                                    .formatted(YEAR, DAY)),
                    Pattern.compile(
                            "(?i)(?<![\\d.])%s(?:st|nd|rd|th)?\\s(?:of\\s)?(?<name>%s)(?:,?\\s%s\\b)?"
                                    .formatted(DAY, MONTHS, YEAR)),
                    Pattern.compile(
                            "(?i)\\b(?<name>%s)\\s%s(?:st|nd|rd|th)?\\b(?![:.]?\\d)(?:,?\\s%s\\b)?"
                                    .formatted(MONTHS, DAY, YEAR)),
                    Pattern.compile(
                            "(?i)\\b(?<name>%s),?\\s(?:of\\s)?%s\\b".formatted(MONTHS, YEAR)));

    private static final Pattern MONTH = Pattern.compile("(?i)" + MONTHS);

    private static final Map<String, JapaneseEra> ERAS =
            Map.of(
                    "令和", JapaneseEra.REIWA,
                    "平成", JapaneseEra.HEISEI,
                    "昭和", JapaneseEra.SHOWA);

    private static final String KANJI = "〇一二三四五六七八九";

    /// A text of the other language is dated so that it can be compared; without the year it may be
    /// another year's day, and the month alone another day.
    private static final double WITHOUT_YEAR = 0.8;

    private static final double MONTH_ONLY = 0.3;

    private NamedDates() {}

    /// @param start UTF-16 offset in the text that names it
    /// @param day absent where only a month is named
    record Named(int start, int end, @Nullable Integer year, Month month, @Nullable Integer day) {
        /// As in ISO 8601, as far as it is known: 2024-07-20, 2024-07, --07-20, --07.
        String iso() {
            String ofYear = year == null ? "-" : year.toString();
            String ofDay = day == null ? "" : "-%02d".formatted(day);
            return "%s-%02d%s".formatted(ofYear, month.getValue(), ofDay);
        }

        boolean isAllOf(String text) {
            return start == 0 && end == text.length();
        }

        /// Whether the other is this day, or one of this month; of any year where none is named.
        boolean holds(Named other) {
            return month == other.month
                    && (year == null || other.year == null || year.equals(other.year))
                    && (day == null || day.equals(other.day));
        }

        /// To be searched for: how rows of data have it, and each language.
        String written() {
            return iso() + " " + japanese(year, day) + " " + english(year, day);
        }

        /// What says it, and how surely, 0 to 1.
        Map<String, Double> forms() {
            Map<String, Double> forms = new LinkedHashMap<>();
            add(year, day, 1, forms);
            if (year != null) {
                add(null, day, WITHOUT_YEAR, forms);
            }
            if (day != null) {
                add(year, null, MONTH_ONLY, forms);
            }
            return forms;
        }

        private void add(
                @Nullable Integer ofYear,
                @Nullable Integer ofDay,
                double surely,
                Map<String, Double> forms) {
            forms.putIfAbsent(japanese(ofYear, ofDay), surely);
            forms.putIfAbsent(english(ofYear, ofDay), surely);
            // a figure of a month alone says nothing
            if (ofYear != null || ofDay != null) {
                Named named = new Named(start, end, ofYear, month, ofDay);
                forms.putIfAbsent(named.iso().replaceFirst("^--", ""), surely);
                forms.putIfAbsent(named.iso().replaceFirst("^--", "").replace("-0", "-"), surely);
            }
            if (ofYear == null) {
                forms.putIfAbsent(kanji(ofDay), surely);
            }
        }

        private String japanese(@Nullable Integer ofYear, @Nullable Integer ofDay) {
            return (ofYear == null ? "" : ofYear + "年")
                    + month.getValue()
                    + "月"
                    + (ofDay == null ? "" : ofDay + "日");
        }

        private String english(@Nullable Integer ofYear, @Nullable Integer ofDay) {
            return (ofDay == null ? "" : ofDay + " ")
                    + month.getDisplayName(TextStyle.FULL, Locale.ENGLISH)
                    + (ofYear == null ? "" : " " + ofYear);
        }

        private String kanji(@Nullable Integer ofDay) {
            return spelt(month.getValue()) + "月" + (ofDay == null ? "" : spelt(ofDay) + "日");
        }

        /// Below a hundred.
        private static String spelt(int number) {
            int tens = number / 10;
            int ones = number % 10;
            return (tens > 1 ? KANJI.substring(tens, tens + 1) : "")
                    + (tens > 0 ? "十" : "")
                    + (ones > 0 ? KANJI.substring(ones, ones + 1) : "");
        }
    }

    /// October, or a part of a date.
    static boolean isMonth(String word) {
        return MONTH.matcher(word).matches();
    }

    /// In the order of the text, [#MOST] at most; what is no day of the calendar is none.
    static List<Named> in(String text) {
        List<Named> all = new ArrayList<>();
        for (Pattern written : WRITTEN) {
            Matcher found = written.matcher(text);
            while (all.size() < MOST && found.find()) {
                Named named = named(found);
                if (named != null && all.stream().noneMatch(one -> overlap(one, named))) {
                    all.add(named);
                }
            }
        }
        all.sort((one, other) -> Integer.compare(one.start(), other.start()));
        return all;
    }

    private static boolean overlap(Named one, Named other) {
        return one.start() < other.end() && other.start() < one.end();
    }

    private static @Nullable Named named(Matcher found) {
        Integer year = year(found);
        Month month = month(found);
        Integer day = number(found, "day");
        if (month == null) {
            return null;
        }
        // a leap year where none is named
        YearMonth inYear = YearMonth.of(year == null ? 2000 : year, month);
        return day == null || inYear.isValidDay(day)
                ? new Named(found.start(), found.end(), year, month, day)
                : null;
    }

    private static @Nullable Integer year(Matcher found) {
        JapaneseEra era =
                found.namedGroups().containsKey("era") && found.group("era") != null
                        ? ERAS.get(found.group("era"))
                        : null;
        if (era == null) {
            return number(found, "year");
        }
        String ofEra = found.group("ofEra");
        return JapaneseChronology.INSTANCE.prolepticYear(
                era, ofEra.equals("元") ? 1 : Integer.parseInt(ofEra));
    }

    private static @Nullable Month month(Matcher found) {
        if (found.namedGroups().containsKey("name")) {
            String start = found.group("name").substring(0, 3).toUpperCase(Locale.ROOT);
            for (Month month : Month.values()) {
                if (month.name().startsWith(start)) {
                    return month;
                }
            }
        }
        Integer number = number(found, "month");
        return number == null || number < 1 || number > 12 ? null : Month.of(number);
    }

    private static @Nullable Integer number(Matcher found, String group) {
        String text = found.namedGroups().containsKey(group) ? found.group(group) : null;
        return text == null ? null : Integer.valueOf(text);
    }
}
