package researchpaas.answer;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import researchpaas.answer.NamedDates.Named;

/// Tells the rows of data that a question asks for by the cells that it names: "transect G, segment
/// 3, on 12 January 2024", 3階の個人席. A row reads "label: value; label: value".
final class NamedCells {
    private static final Pattern CELLS = Pattern.compile("[；;]\\s*");
    private static final Pattern CELL = Pattern.compile("^([^：:]{1,40})[：:]\\s*(\\S.*)$");

    /// 19時から21時, 19-21時, 19〜21時.
    private static final Pattern HOURS =
            Pattern.compile("(\\d{1,2})時?(?:から|〜|～|~|-|–|ー)(\\d{1,2})時");

    /// Of one letter or a small number there are many: such a value is named together with its
    /// label.
    private static final Pattern NEEDS_LABEL = Pattern.compile("^(?:.|[\\d.,%-]{1,4})$");

    private static final Pattern BETWEEN_LABEL_AND_VALUE =
            Pattern.compile("[\\s:：=の]*(?:(?:of|is|no\\.?|number|番号|記号|第)[\\s:：=の]*)?$");
    private static final Pattern OF_A_LABEL = Pattern.compile("[^\\p{L}\\p{N}]+");

    /// As far before a value a label may stand.
    private static final int LABEL_BEFORE = 40;

    private static final Pattern DEFINITION =
            Pattern.compile("^[•・*-]?\\s*(\\d{1,3}|[a-z]\\d?)\\s*(?:[:：=|―–—-]|\\s)\\s*(?=\\p{L})");

    private static final Pattern MEANING =
            Pattern.compile(
                    "\\b(?:means?|meaning|stands? for|which|what)\\b|意味|何|どんな|どこ|どういう|表し|示し");

    /// What stands before a value: a word that is no number's unit or article.
    private static final Pattern NAMES_VALUE =
            Pattern.compile(
                    "(?:flag|code|class|value|level|grade|label|symbol|category|type|route|transect|[a-z]+_[a-z_]+|\\p{IsHan}|[ァ-ヴー]|[a-z]{5,})[\\s:：=がのは]*$");

    private final String question;
    private final boolean asksForMeaning;
    private final List<Named> dates;

    NamedCells(String question) {
        this.question = HOURS.matcher(folded(question)).replaceAll("$1-$2");
        dates = NamedDates.in(question);
        asksForMeaning = MEANING.matcher(this.question).find();
    }

    private static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    /// Whether a line of a codebook says what a value means that the question names: "4 logger
    /// touched or moved" for "qc_flag 4", "G 港町 ― 倉庫街" for 経路G.
    boolean isDefinedBy(String line) {
        Matcher definition = DEFINITION.matcher(folded(line));
        if (!asksForMeaning || !definition.find()) {
            return false;
        }
        String value = definition.group(1);
        for (int at = question.indexOf(value); at >= 0; at = question.indexOf(value, at + 1)) {
            int end = at + value.length();
            if (isWhole(at, end) && NAMES_VALUE.matcher(before(at)).find()) {
                return true;
            }
        }
        return false;
    }

    /// How many cells of a row the question names. One alone counts where it is a date or a code:
    /// rows that have a word of the question are many.
    int in(String row) {
        int named = 0;
        boolean specific = false;
        for (String part : CELLS.split(row, 0)) {
            Matcher cell = CELL.matcher(part);
            if (cell.find()) {
                String label = folded(cell.group(1)).strip();
                String value = folded(cell.group(2)).strip();
                List<Named> dated = NamedDates.in(value);
                boolean isDate = dated.size() == 1 && dated.getFirst().isAllOf(value);
                boolean isNamed =
                        isDate
                                ? dates.stream().anyMatch(date -> date.holds(dated.getFirst()))
                                : isNamed(label, value);
                named += isNamed ? 1 : 0;
                specific |= isNamed && (isDate || isCode(value));
            }
        }
        return named > 1 || specific ? named : 0;
    }

    /// A room, a course, a logger.
    private static boolean isCode(String value) {
        return value.length() > 1
                && value.chars().anyMatch(Character::isDigit)
                && value.chars().anyMatch(Character::isLetter);
    }

    private boolean isNamed(String label, String value) {
        boolean needsLabel = NEEDS_LABEL.matcher(value).find();
        for (int at = question.indexOf(value); at >= 0; at = question.indexOf(value, at + 1)) {
            int end = at + value.length();
            if (isWhole(at, end) && (!needsLabel || isLabelled(label, at, end))) {
                return true;
            }
        }
        return false;
    }

    /// Not a part of a longer number or word in Latin letters.
    private boolean isWhole(int start, int end) {
        return !(start > 0 && runsOn(question.charAt(start - 1), question.charAt(start)))
                && !(end < question.length()
                        && runsOn(question.charAt(end - 1), question.charAt(end)));
    }

    private String before(int at) {
        return question.substring(Math.max(0, at - LABEL_BEFORE), at);
    }

    private static boolean runsOn(char one, char next) {
        boolean letters = isLatin(one) || isLatin(next);
        boolean figures = isOfNumber(one) && isOfNumber(next);
        return figures || (letters && isLatinOrDigit(one) && isLatinOrDigit(next));
    }

    private static boolean isOfNumber(char letter) {
        return Character.isDigit(letter) || letter == '.';
    }

    private static boolean isLatinOrDigit(char letter) {
        return isLatin(letter) || Character.isDigit(letter);
    }

    private static boolean isLatin(char letter) {
        return UnicodeScript.of(letter) == UnicodeScript.LATIN;
    }

    private boolean isLabelled(String label, int start, int end) {
        String before = BETWEEN_LABEL_AND_VALUE.matcher(before(start)).replaceFirst("");
        String behind = question.substring(end).stripLeading();
        return wordsOf(label).stream()
                .anyMatch(word -> before.endsWith(word) || behind.startsWith(word));
    }

    /// The label itself, its words, and in Japanese what it ends in: 5限 for 時限.
    private static List<String> wordsOf(String label) {
        List<String> words = new ArrayList<>();
        for (String word : OF_A_LABEL.split(label, 0)) {
            if (!word.isEmpty()) {
                words.add(word);
                if (!isLatinOrDigit(word.charAt(word.length() - 1))) {
                    words.add(word.substring(word.length() - 1));
                }
            }
        }
        return words;
    }
}
