package researchpaas.describe;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The authors: the names between the title and the first section, else those that the file states.
final class Authors {
    private static final int MOST = 200;
    private static final int HEAD = 2_000;
    private static final int LONGEST_LIST = 20_000;

    /// Rows between the title and the names: a subtitle, a translation of the title.
    private static final int MOST_ROWS_BEFORE = 4;

    private static final Pattern MARKS = Pattern.compile("[∗*†‡§¶#✉⋆★☆①-⑨¹²³⁰-⁹]+");
    private static final Pattern NUMBERS =
            Pattern.compile("\\s*\\(?\\d+\\)?(?:\\s*[,、]\\s*\\d+)*+");
    private static final Pattern LETTER_MARKS =
            Pattern.compile(
                    "(?<=\\p{L}{2}\\.?)\\s+[a-h](?:\\s*,\\s*[a-h])*+(?=\\s*(?:,|;|and\\b|&|$))");
    private static final Pattern SEPARATORS =
            Pattern.compile("\\s*(?:[,;，；、・/|]|\\s&\\s|(?<=[\\s,])and\\s|\\s和\\s)\\s*");
    private static final Pattern AFFILIATION =
            Pattern.compile(
                    "(?i).*(?:universit|\\bdepartment|\\binstitut|\\bschool\\b|\\bcollege|laborator|\\bcent(?:er|re)\\b|\\bfaculty|"
                            + "@|https?:|大学|学部|学科|研究所|研究科|研究室|研究センター|株式会社|高専|機構|病院).*");
    private static final Pattern LATIN_NAME =
            Pattern.compile(
                    "\\p{Lu}[\\p{L}\\p{M}'’.\\-‐–]*(?:\\s+(?:\\p{Lu}[\\p{L}\\p{M}'’.\\-‐–]*|de|la|van|von|der|den|del|della|di|da|dos|do|du|le|el|al|bin|ibn|ten|y))*"
                            + "\\s+\\p{Lu}[\\p{L}\\p{M}'’.\\-‐–]+");
    private static final Pattern JAPANESE_NAME =
            Pattern.compile("[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}々ー]{2,8}");
    private static final Pattern NOT_A_NAME =
            Pattern.compile(".*(?:[のをはがで]|について|における|から|による|論文|報告|調査|研究).*");
    private static final Set<String> NO_FIRST_WORD =
            Set.of(
                    "the",
                    "a",
                    "an",
                    "on",
                    "in",
                    "for",
                    "abstract",
                    "summary",
                    "keywords",
                    "figure",
                    "table",
                    "doi",
                    "submitted",
                    "published",
                    "received");
    private static final Pattern LABELLED =
            Pattern.compile("(?im)^\\s*(?:authors?|by|著者名?|執筆者|発表者|氏名)\\s*[:：]\\s*(.{2,500})$");

    private Authors() {}

    static List<String> find(Manuscript manuscript, FrontPage front, Titles.Title title) {
        List<String> printed = printed(front, title);
        if (printed.isEmpty() && !manuscript.isData()) {
            printed = labelled(manuscript);
        }
        List<String> stated = stated(manuscript, front);
        List<String> best = stated.size() > printed.size() ? stated : printed;
        return best.stream().distinct().limit(MOST).toList();
    }

    private static List<String> printed(FrontPage front, Titles.Title title) {
        if (title.lastRow() < 0 || !front.hasSizes()) {
            return List.of();
        }
        int end = Math.min(front.frontEnd(), front.rows().size());
        int from = title.lastRow() + 1;
        for (int row = from; row < Math.min(end, from + MOST_ROWS_BEFORE); row++) {
            List<String> names = namesFrom(front, row, end);
            if (!names.isEmpty()) {
                return names;
            }
        }
        return List.of();
    }

    /// The names that begin in this row and go on while rows have its size and add names.
    private static List<String> namesFrom(FrontPage front, int first, int end) {
        FrontPage.Row row = front.rows().get(first);
        String block = row.text();
        List<String> names = names(block);
        if (names.isEmpty()) {
            return names;
        }
        for (int i = first + 1; i < end; i++) {
            FrontPage.Row next = front.rows().get(i);
            if (Math.abs(next.size() - row.size()) > 0.04f * row.size()
                    || AFFILIATION.matcher(next.text()).matches()) {
                break;
            }
            if (block.length() > LONGEST_LIST) {
                break;
            }
            block = block + between(block) + next.text();
            List<String> more = names(block);
            if (more.size() < names.size() || more.equals(names)) {
                break;
            }
            names = more;
        }
        return names;
    }

    /// A list may break in the middle of a name; rows without commas hold whole names.
    private static String between(String block) {
        boolean list = block.contains(",") || block.endsWith(" and") || block.endsWith("&");
        return list && !Words.hasCjk(block) ? " " : ", ";
    }

    private static List<String> labelled(Manuscript manuscript) {
        Matcher label = LABELLED.matcher(Words.cut(manuscript.pages().getFirst().text(), HEAD));
        return label.find() ? names(label.group(1)) : List.of();
    }

    /// A file's own author field is often the name of the machine's owner: it must stand on the
    /// page.
    private static List<String> stated(Manuscript manuscript, FrontPage front) {
        @Nullable String field = manuscript.clues().author();
        if (field == null) {
            return List.of();
        }
        boolean careless = Believed.of(manuscript.fileName()) != Believed.AS_STATED;
        if (careless && Believed.isNobody(field)) {
            return List.of();
        }
        List<String> names = names(field);
        if (!front.hasSizes() && (!careless || !names.isEmpty())) {
            return names.isEmpty() ? List.of(field) : names;
        }
        StringBuilder page = new StringBuilder();
        front.rows().forEach(row -> page.append(Words.bare(row.text())));
        return names.stream().allMatch(name -> page.indexOf(Words.bare(name)) >= 0)
                ? names
                : List.of();
    }

    /// The names at the beginning of a text; empty when it begins with none.
    static List<String> names(String text) {
        return Words.hasCjk(text)
                        && text.codePoints().filter(Words::isCjk).count() * 2 > text.length()
                ? japaneseNames(text)
                : latinNames(text);
    }

    private static List<String> latinNames(String text) {
        String clean = MARKS.matcher(text).replaceAll("");
        clean = NUMBERS.matcher(clean).replaceAll(",");
        clean = LETTER_MARKS.matcher(clean).replaceAll("");
        List<String> names = new ArrayList<>();
        for (String part : SEPARATORS.split(clean, -1)) {
            String name = part.replaceAll("\\s+", " ").strip();
            if (name.isEmpty()) {
                continue;
            }
            if (!isLatinName(name)) {
                break;
            }
            names.add(name);
        }
        return names;
    }

    private static boolean isLatinName(String name) {
        int space = name.indexOf(' ');
        return name.length() <= 60
                && LATIN_NAME.matcher(name).matches()
                && name.split(" ", -1).length <= 6
                && !AFFILIATION.matcher(name).matches()
                && !NO_FIRST_WORD.contains(name.substring(0, space).toLowerCase(Locale.ROOT));
    }

    private static List<String> japaneseNames(String text) {
        String clean = NUMBERS.matcher(MARKS.matcher(text).replaceAll("")).replaceAll("").strip();
        List<String> names = new ArrayList<>();
        for (String part : clean.split("[・、,，;；/]", -1)) {
            List<String> tokens =
                    List.of(part.strip().split("[\\s　]+", -1)).stream()
                            .filter(token -> !token.isEmpty())
                            .toList();
            for (String name : paired(tokens)) {
                if (!isJapaneseName(name)) {
                    return names;
                }
                names.add(name);
            }
        }
        return names;
    }

    /// Family and given names with a space between them belong together.
    private static List<String> paired(List<String> tokens) {
        int letters = tokens.stream().mapToInt(String::length).sum();
        boolean halves = tokens.size() % 2 == 0 && letters <= 2.4 * tokens.size();
        if (!halves) {
            return tokens;
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i += 2) {
            names.add(tokens.get(i) + tokens.get(i + 1));
        }
        return names;
    }

    private static boolean isJapaneseName(String name) {
        return JAPANESE_NAME.matcher(name).matches()
                && !NOT_A_NAME.matcher(name).matches()
                && !AFFILIATION.matcher(name).matches();
    }
}
