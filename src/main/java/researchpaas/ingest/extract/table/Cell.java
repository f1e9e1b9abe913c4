package researchpaas.ingest.extract.table;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What one cell of a table holds, told from its text alone.
///
/// @param number the value of a NUMBER, else NaN
/// @param sortable orders dates as their time does; empty for every other kind
record Cell(Kind kind, double number, String sortable) {
    enum Kind {
        EMPTY,
        NUMBER,
        DATE,
        BOOLEAN,
        TEXT
    }

    private static final Cell EMPTY = new Cell(Kind.EMPTY, Double.NaN, "");
    private static final Cell BOOLEAN = new Cell(Kind.BOOLEAN, Double.NaN, "");
    private static final Cell TEXT = new Cell(Kind.TEXT, Double.NaN, "");

    /// What people and programs write where a value is missing.
    private static final Set<String> MISSING =
            Set.of(
                    "-", "--", "na", "n/a", "#n/a", "nan", "null", "none", "―", "ー", "…", "欠測",
                    "欠損", "なし");

    private static final Set<String> BOOLEANS =
            Set.of("true", "false", "yes", "no", "はい", "いいえ", "有", "無", "○", "×");

    private static final int LONGEST_WORD = 5;
    private static final int LONGEST_NUMBER = 40;
    private static final int LONGEST_DATE = 40;

    private static final Pattern DATE =
            Pattern.compile(
                    "(\\d{4})(?:-(\\d{1,2})-(\\d{1,2})|/(\\d{1,2})/(\\d{1,2})|年(\\d{1,2})月(\\d{1,2})日)"
                            + "(?:[T ](\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?) ?(?:Z|[+-]\\d{2}:?\\d{2})?)?");

    /// @param value clean and stripped
    static Cell of(String value) {
        if (value.isEmpty()) {
            return EMPTY;
        }
        if (value.length() <= LONGEST_WORD && !isDigit(value.charAt(0))) {
            String word = value.toLowerCase(Locale.ROOT);
            if (MISSING.contains(word)) {
                return EMPTY;
            }
            if (BOOLEANS.contains(word)) {
                return BOOLEAN;
            }
        }
        if (isNumber(value)) {
            double number =
                    Double.parseDouble(value.indexOf(',') < 0 ? value : value.replace(",", ""));
            return Double.isFinite(number) ? new Cell(Kind.NUMBER, number, "") : TEXT;
        }
        return value.length() <= LONGEST_DATE && Character.isDigit(value.charAt(0))
                ? dateOrText(value)
                : TEXT;
    }

    private static Cell dateOrText(String value) {
        Matcher date = DATE.matcher(value);
        if (!date.matches()) {
            return TEXT;
        }
        int form = date.group(2) != null ? 2 : date.group(4) != null ? 4 : 6;
        String time = date.group(8) == null ? "" : date.group(8);
        return new Cell(
                Kind.DATE,
                Double.NaN,
                date.group(1)
                        + twoDigits(date.group(form))
                        + twoDigits(date.group(form + 1))
                        + (time.indexOf(':') == 1 ? "0" : "")
                        + time);
    }

    private static String twoDigits(String digits) {
        return digits.length() == 1 ? "0" + digits : digits;
    }

    /// Digits with at most one point, a sign, an exponent, commas between thousands. A number with
    /// a leading zero is a code: a post code, a student's number.
    private static boolean isNumber(String value) {
        int length = value.length();
        if (length > LONGEST_NUMBER) {
            return false;
        }
        int at = isSign(value.charAt(0)) ? 1 : 0;
        int whole = digitsFrom(value, at, true);
        boolean code = whole - at > 1 && value.charAt(at) == '0';
        int end = whole;
        if (end < length && value.charAt(end) == '.') {
            end = digitsFrom(value, end + 1, false);
        } else if (code) {
            return false;
        }
        boolean someDigit = whole > at ? value.charAt(at) != ',' : end > whole + 1;
        if (someDigit && end < length && (value.charAt(end) == 'e' || value.charAt(end) == 'E')) {
            int exponent = end + 1;
            exponent += exponent < length && isSign(value.charAt(exponent)) ? 1 : 0;
            end = digitsFrom(value, exponent, false);
            someDigit = end > exponent;
        }
        return someDigit && end == length;
    }

    private static int digitsFrom(String value, int from, boolean commas) {
        int at = from;
        while (at < value.length()
                && (isDigit(value.charAt(at))
                        || (commas && value.charAt(at) == ',' && isThousand(value, at)))) {
            at++;
        }
        return at;
    }

    private static boolean isThousand(String value, int comma) {
        return comma + 3 < value.length()
                && isDigit(value.charAt(comma + 1))
                && isDigit(value.charAt(comma + 2))
                && isDigit(value.charAt(comma + 3))
                && (comma + 4 == value.length() || !isDigit(value.charAt(comma + 4)));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isSign(char c) {
        return c == '-' || c == '+';
    }
}
