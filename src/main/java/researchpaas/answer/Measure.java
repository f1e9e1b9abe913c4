package researchpaas.answer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Tells sentences that hold what a question asks for from others with figures and names: 何人 asks
/// for persons, "how long" for a time or a length, "how many seats" for a number before "seats".
final class Measure {
    /// A question that asks for no unit.
    static final Measure NONE = new Measure(List.of(), Set.of(), false);

    private static final String FIGURE = "[\\d〇一二三四五六七八九十百千万]\\s?";

    /// "One" is a figure only before a unit.
    static final String ENGLISH_NUMBERS =
            "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\\w+)?|hundred|thousand";

    private static final String ENGLISH_FIGURE =
            "(?i)(?:\\d[\\d.,–-]*|\\b(?:one|half|third|quarter|" + ENGLISH_NUMBERS + ")\\b)[\\s-]?";

    /// What stands behind numbers, the longer ones first.
    private static final String BEHIND_NUMBERS =
            "パーセント|メートル|グラム|か月|ヶ月|カ月|箇所|か所|カ所|種類|世紀|歳|人|名|年|月|日|時|分|秒|度|回|本|台|件|冊|円|倍|割|点|枚|匹|頭|軒|校|階|語|つ|個|行|列|週|番";

    /// What 何 stands before when it asks for a number.
    static final String COUNTERS = BEHIND_NUMBERS + "|[a-zA-Z%％℃]+";

    private static final Pattern COUNTED = Pattern.compile("何(%s)".formatted(COUNTERS));

    private static final Pattern HOW_MANY =
            Pattern.compile("(?i)\\bhow many (?:of the )?(\\p{IsLatin}{3,})");

    /// Words in a question, and what follows a figure in its answer.
    private enum Kind {
        PERSON(
                "(?i)誰|だれ|\\bwho(?:m|se)?\\b",
                "[ァ-ヴー]・[ァ-ヴー]|氏|さん|先生|教授|者|(?<=[a-z,;] )\\p{Lu}\\p{Ll}+ \\p{Lu}\\p{Ll}+"),
        DATE(
                "(?i)いつ|時期|時代|\\b(?:when|what year|which year|what date)\\b",
                FIGURE
                        + "(?:年|月|日|時|世紀)|時代|\\b(?:19|20)\\d\\d\\b|\\d:\\d\\d|(?i)\\b(?:january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|winter|morning|evening)\\b"),
        MONEY(
                "(?i)いくら|値段|費用|価格|金額|代金|代は|謝礼|家賃|\\b(?:costs?|price|expensive|paid|pay)\\b",
                FIGURE
                        + "(?:円|ドル|ユーロ)|(?i)\\d\\s?(?:yen|dollars?|euros?)\\b|[$€¥£]\\s?\\d|\\bcosts?\\b"),
        SHARE(
                "(?i)割合|比率|何割|\\b(?:percentage|share|proportion|fraction)\\b",
                "[%％]|" + FIGURE + "(?:割|分の)|(?i)\\bper ?cent\\b|\\b(?:half|third|quarter)\\b"),
        DURATION(
                "(?i)\\bhow (?:long|much time)\\b|どのくらいの(?:期間|時間)|期間|何時間",
                FIGURE
                        + "(?:秒|分|時間|日|週|か月|ヶ月|カ月|年)|"
                        + ENGLISH_FIGURE
                        + "(?:seconds?|minutes?|hours?|days?|nights?|weeks?|months?|years?)\\b"),
        LENGTH(
                "(?i)\\bhow (?:far|high|deep|wide|tall|large|big|long)\\b|\\b(?:height|depth|width|distance|area)\\b|どこまで|高さ|深さ|広さ|面積|距離",
                FIGURE
                        + "(?:ヘクタール|メートル|キロ)|"
                        + ENGLISH_FIGURE
                        + "(?:[mck]?m2?|met(?:re|er)s?|kilomet(?:re|er)s?|hectares?)(?![a-z])"),
        TEMPERATURE(
                "(?i)\\bhow (?:warm|hot|cold|cool)\\b|\\btemperatures?\\b|気温|室温|水温|温度",
                "\\d\\s?(?:°|℃|度|K\\b)|(?i)\\d\\s?degrees");

        private final Pattern asked;
        private final String given;

        Kind(String asked, String given) {
            this.asked = Pattern.compile(asked);
            this.given = given;
        }
    }

    /// "Flag 3", 符号2: a number that names something, and measures nothing.
    private static final Pattern NUMBERED =
            Pattern.compile(
                    "(?<![\\d.,:/−+-])(\\d{1,3})(?![\\d.,:/a-zA-Z])(?!\\s?(?:[°%％℃]|"
                            + BEHIND_NUMBERS
                            + "))");

    private static final Pattern BEGINS_WITH_NUMBER =
            Pattern.compile("^(\\d{1,3})(?:[.:：)）]\\s*|\\s+)(?=\\p{L})");

    private final List<Pattern> given;
    private final Set<String> numbers;
    private final boolean figure;

    private Measure(List<Pattern> given, Set<String> numbers, boolean figure) {
        this.given = List.copyOf(given);
        this.numbers = Set.copyOf(numbers);
        this.figure = figure;
    }

    static Measure by(String question) {
        List<Pattern> given = new ArrayList<>();
        Matcher counted = COUNTED.matcher(question);
        while (counted.find()) {
            given.add(Pattern.compile(FIGURE + counter(counted.group(1))));
        }
        Matcher many = HOW_MANY.matcher(question);
        while (many.find()) {
            given.add(Pattern.compile(ENGLISH_FIGURE + "(?:\\S+\\s){0,3}?" + stem(many.group(1))));
        }
        boolean figure = !given.isEmpty();
        for (Kind kind : Kind.values()) {
            if (kind.asked.matcher(question).find()) {
                given.add(Pattern.compile(kind.given));
                figure |= kind != Kind.PERSON && kind != Kind.DATE;
            }
        }
        Set<String> numbers = new HashSet<>();
        Matcher numbered = NUMBERED.matcher(question);
        while (numbered.find()) {
            numbers.add(numbered.group(1));
        }
        return given.isEmpty() && numbers.isEmpty() ? NONE : new Measure(given, numbers, figure);
    }

    /// Several words or signs may stand for the same.
    private static String counter(String asked) {
        for (Set<String> same :
                List.of(
                        Set.of("人", "名"),
                        Set.of("度", "℃"),
                        Set.of("パーセント", "%", "％"),
                        Set.of("メートル", "m"),
                        Set.of("グラム", "g"),
                        Set.of("か月", "ヶ月", "カ月"),
                        Set.of("箇所", "か所", "カ所"))) {
            if (same.contains(asked)) {
                return "(?:" + String.join("|", same) + ")";
            }
        }
        return asked.equals("時") ? "(?:時(?!間)|:\\d\\d)" : Pattern.quote(asked);
    }

    private static String stem(String noun) {
        String stem = noun.toLowerCase(Locale.ROOT).replaceFirst("(?:ies|es|s)$", "");
        return "\\b" + Pattern.quote(stem.length() < 3 ? noun : stem);
    }

    /// Whether a figure is asked for, and neither persons nor dates.
    boolean isFigure() {
        return figure;
    }

    /// Whether a line of a list stands under a number that the question names.
    boolean isLabelOf(String line) {
        Matcher number = BEGINS_WITH_NUMBER.matcher(line);
        return number.find() && numbers.contains(number.group(1));
    }

    boolean isIn(String sentence) {
        return given.stream().anyMatch(one -> one.matcher(sentence).find());
    }
}
