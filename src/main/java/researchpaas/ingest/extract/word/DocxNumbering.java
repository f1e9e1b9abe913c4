package researchpaas.ingest.extract.word;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import researchpaas.ingest.extract.office.OfficePackage;
import researchpaas.ingest.extract.office.XmlCursor;
import researchpaas.ingest.extract.word.DocxStyles.InList;

/// The numbers and bullets that Word computes for lists and headings. They stand in no paragraph's
/// text, but a reader sees them, and "第2章" is how people name the place.
final class DocxNumbering {
    private static final int LEVELS = 9;
    private static final int UNCOUNTED = -1;
    private static final Pattern PLACE = Pattern.compile("%([1-9])");
    private static final String KANJI_DIGITS = "〇一二三四五六七八九";
    private static final String AIUEO = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン";
    private static final String IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス";

    private final Map<Integer, Level[]> shapes = new HashMap<>();
    private final Map<Integer, Integer> shapeOfList = new HashMap<>();
    private final Map<Integer, Map<Integer, Integer>> restarts = new HashMap<>();
    private final Map<Integer, int[]> counters = new HashMap<>();

    private record Level(String format, String text, int start) {
        private static final Level PLAIN = new Level("none", "", 1);
    }

    static DocxNumbering read(OfficePackage file, @Nullable String part) throws IOException {
        DocxNumbering numbering = new DocxNumbering();
        if (part != null && file.has(part)) {
            try (XmlCursor xml = file.read(part)) {
                while (xml.nextInside(1)) {
                    switch (xml.name()) {
                        case "abstractNum" -> numbering.addShape(xml);
                        case "num" -> numbering.addList(xml);
                        default -> {
                            // pictures used as bullets
                        }
                    }
                }
            }
        }
        return numbering;
    }

    private void addShape(XmlCursor xml) throws IOException {
        Level[] levels = new Level[LEVELS];
        shapes.put(xml.number("abstractNumId", -1), levels);
        for (int depth = xml.depth(); xml.nextInside(depth); ) {
            if (xml.name().equals("lvl")) {
                int at = xml.number("ilvl", -1);
                Level level = level(xml);
                if (at >= 0 && at < LEVELS) {
                    levels[at] = level;
                }
            }
        }
    }

    private static Level level(XmlCursor xml) throws IOException {
        String format = "decimal";
        String text = "";
        int start = 1;
        for (int depth = xml.depth(); xml.nextInside(depth); ) {
            switch (xml.name()) {
                case "numFmt" -> format = xml.attribute("val", format);
                case "lvlText" -> text = xml.attribute("val", "");
                case "start" -> start = xml.number("val", 1);
                default -> {
                    // how it looks
                }
            }
        }
        return new Level(format, text, start);
    }

    private void addList(XmlCursor xml) throws IOException {
        int list = xml.number("numId", -1);
        int level = 0;
        for (int depth = xml.depth(); xml.nextInside(depth); ) {
            switch (xml.name()) {
                case "abstractNumId" -> shapeOfList.put(list, xml.number("val", -1));
                case "lvlOverride" -> level = xml.number("ilvl", 0);
                case "startOverride" ->
                        restarts.computeIfAbsent(list, _ -> new HashMap<>())
                                .put(level, xml.number("val", 1));
                default -> {
                    // a level described anew: rare, and only its look differs
                }
            }
        }
    }

    /// Counts on.
    ///
    /// @return what stands before the paragraph, with a space behind it, or nothing
    String next(InList place) {
        Integer shape = shapeOfList.get(place.list());
        Level[] levels = shape == null ? null : shapes.get(shape);
        if (shape == null || levels == null || place.level() < 0 || place.level() >= LEVELS) {
            return "";
        }
        int[] counter = counters.computeIfAbsent(shape, _ -> uncounted());
        Map<Integer, Integer> restart = restarts.remove(place.list());
        if (restart != null) {
            restart.forEach((level, start) -> restart(counter, level, start));
        }
        count(counter, levels, place.level());
        return label(counter, levels, place.level());
    }

    private static int[] uncounted() {
        int[] counter = new int[LEVELS];
        Arrays.fill(counter, UNCOUNTED);
        return counter;
    }

    private static void restart(int[] counter, int level, int start) {
        if (level >= 0 && level < LEVELS) {
            counter[level] = start - 1;
        }
    }

    private static void count(int[] counter, Level[] levels, int level) {
        counter[level] =
                counter[level] == UNCOUNTED ? shape(levels, level).start() : counter[level] + 1;
        for (int above = 0; above < level; above++) {
            counter[above] =
                    counter[above] == UNCOUNTED ? shape(levels, above).start() : counter[above];
        }
        for (int below = level + 1; below < LEVELS; below++) {
            counter[below] = UNCOUNTED;
        }
    }

    private static String label(int[] counter, Level[] levels, int at) {
        Level level = shape(levels, at);
        if (level.format().equals("none")) {
            return "";
        }
        if (level.format().equals("bullet")) {
            return "• ";
        }
        String label =
                PLACE.matcher(level.text())
                        .replaceAll(place -> {
                            int of = Integer.parseInt(place.group(1)) - 1;
                            return Matcher.quoteReplacement(
                                    written(counter[of], shape(levels, of).format()));
                        });
        return label.isBlank() ? "" : label.strip() + " ";
    }

    private static Level shape(Level[] levels, int at) {
        Level level = levels[at];
        return level == null ? Level.PLAIN : level;
    }

    private static String written(int number, String format) {
        return switch (format) {
            case "upperRoman" -> roman(number);
            case "lowerRoman" -> roman(number).toLowerCase(Locale.ROOT);
            case "upperLetter" -> letters(number, 'A');
            case "lowerLetter" -> letters(number, 'a');
            case "decimalZero" -> String.format(Locale.ROOT, "%02d", number);
            case "decimalEnclosedCircle", "decimalEnclosedCircleChinese" ->
                    number >= 1 && number <= 20
                            ? Character.toString('①' + number - 1)
                            : Integer.toString(number);
            case "aiueo", "aiueoFullWidth" -> sign(number, AIUEO);
            case "iroha", "irohaFullWidth" -> sign(number, IROHA);
            case "japaneseCounting", "japaneseLegal", "chineseCounting", "ideographDigital" ->
                    kanji(number);
            default -> Integer.toString(number);
        };
    }

    private static String sign(int number, String signs) {
        return number >= 1 && number <= signs.length()
                ? signs.substring(number - 1, number)
                : Integer.toString(number);
    }

    /// a … z, then aa … zz.
    private static String letters(int number, char first) {
        if (number < 1 || number > 26 * 20) {
            return Integer.toString(number);
        }
        return Character.toString(first + (number - 1) % 26).repeat((number - 1) / 26 + 1);
    }

    private static String kanji(int number) {
        if (number < 1 || number > 99) {
            return Integer.toString(number);
        }
        int tens = number / 10;
        int ones = number % 10;
        return (tens > 1 ? KANJI_DIGITS.substring(tens, tens + 1) : "")
                + (tens > 0 ? "十" : "")
                + (ones > 0 ? KANJI_DIGITS.substring(ones, ones + 1) : "");
    }

    private static String roman(int number) {
        if (number < 1 || number > 3999) {
            return Integer.toString(number);
        }
        int[] values = {1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1};
        String[] signs = {"M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"};
        StringBuilder roman = new StringBuilder();
        int rest = number;
        for (int i = 0; i < values.length; i++) {
            roman.repeat(signs[i], rest / values[i]);
            rest %= values[i];
        }
        return roman.toString();
    }
}
