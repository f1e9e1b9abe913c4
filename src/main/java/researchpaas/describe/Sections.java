package researchpaas.describe;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import researchpaas.document.Heading;
import researchpaas.document.Page;

/// The abstract and the keywords.
final class Sections {
    private static final int LONGEST_SUMMARY = 3_000;
    private static final int OPENING = 400;
    private static final int MOST_LINES = 40;
    private static final int MOST_KEYWORDS = 30;
    private static final int LONGEST_KEYWORD = 80;

    /// An abstract stands on the first pages or nowhere.
    private static final int FIRST_PAGES = 3;

    private static final Pattern SUMMARY_HEADING =
            Pattern.compile(
                    "(?i)(?:abstract|summary|executive summary|a b s t r a c t|概要|要旨|論文要旨|あらまし|抄録|要約|description)[\\s:：.]*");
    private static final Pattern RUN_IN =
            Pattern.compile(
                    "(?im)^(?:(?:abstract|summary)\\s*[:.—–-]+\\s*|(?:概\\s?要|要\\s?旨|あらまし|抄録|要約)(?:\\s*[:：.．—–-]+\\s*|[\\s　]+))(?=\\S)(.+)$");
    private static final Pattern SMALL_PRINT =
            Pattern.compile(
                    "(?i).*(?:retain copyright|creative commons|all rights reserved|corresponding author).*");
    private static final Pattern KEYWORDS =
            Pattern.compile(
                    "(?im)^(?:(?:key\\s?-?words?(?: and phrases)?|index terms)(?:\\s*[:：.．—–-]+\\s*|[\\s　]+)|キーワード[\\s　:：]*)(\\S.*)$");
    private static final Pattern KEYWORDS_LINE =
            Pattern.compile("(?im)^(?:key\\s?-?words?|index terms|キーワード).*");

    private final List<Heading> headings;
    private final List<Page> pages;

    Sections(Manuscript manuscript) {
        this.headings = manuscript.headings();
        this.pages =
                manuscript.pages().subList(0, Math.min(FIRST_PAGES, manuscript.pages().size()));
    }

    String summary(Titles.Title title) {
        String summary = underHeading().or(this::runIn).orElseGet(() -> opening(title));
        return Words.cut(summary, LONGEST_SUMMARY).strip();
    }

    /// For a table: what its first lines say of it.
    String beginning() {
        String lines =
                pages.getFirst()
                        .text()
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .limit(MOST_LINES)
                        .collect(Collectors.joining(" "));
        return cutAtSentence(lines);
    }

    private Optional<String> underHeading() {
        for (int i = 0; i < headings.size(); i++) {
            Heading heading = headings.get(i);
            if (heading.page() <= pages.size()
                    && SUMMARY_HEADING.matcher(heading.text()).matches()) {
                String text =
                        between(heading, i + 1 < headings.size() ? headings.get(i + 1) : null);
                if (!text.isBlank()) {
                    return Optional.of(text);
                }
            }
        }
        return Optional.empty();
    }

    private String between(Heading heading, @Nullable Heading next) {
        StringBuilder text = new StringBuilder();
        int lastPage = next == null ? heading.page() : Math.min(next.page(), pages.size());
        for (int number = heading.page();
                number <= lastPage && text.length() < LONGEST_SUMMARY;
                number++) {
            String page = pages.get(number - 1).text();
            int from = number == heading.page() ? heading.end() : 0;
            int to = next != null && number == next.page() ? next.start() : page.length();
            text.append(page, Math.min(from, to), to).append('\n');
        }
        Matcher keywords = KEYWORDS_LINE.matcher(text);
        return (keywords.find() ? text.substring(0, keywords.start()) : text.toString()).strip();
    }

    /// `Abstract. We …`: the word stands in the paragraph.
    private Optional<String> runIn() {
        return pages.stream()
                .map(page -> RUN_IN.matcher(page.text()))
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .findFirst();
    }

    /// The first paragraph of the first section, or of the text, that reads like prose, cut at the
    /// end of a sentence.
    private String opening(Titles.Title title) {
        String bareTitle = Words.bare(title.text());
        return body().lines()
                .map(String::strip)
                .filter(line -> isProse(line) && !Words.bare(line).equals(bareTitle))
                .findFirst()
                .map(Sections::cutAtSentence)
                .orElse("");
    }

    private String body() {
        int firstPage = 1;
        int start = 0;
        if (!headings.isEmpty() && headings.getFirst().page() <= pages.size()) {
            firstPage = headings.getFirst().page();
            start = headings.getFirst().end();
        }
        StringBuilder body = new StringBuilder();
        for (Page page : pages.subList(firstPage - 1, pages.size())) {
            body.append(page.text(), Math.min(start, page.text().length()), page.text().length())
                    .append('\n');
            start = 0;
        }
        return body.toString();
    }

    private static boolean isProse(String line) {
        boolean japanese = Words.hasCjk(line);
        boolean sentence =
                japanese
                        ? line.contains("。") || line.contains("．")
                        : line.contains(". ") || line.endsWith(".");
        return sentence
                && line.length() >= (japanese ? 40 : 100)
                && !SMALL_PRINT.matcher(line).matches();
    }

    private static String cutAtSentence(String paragraph) {
        if (paragraph.length() <= OPENING) {
            return paragraph;
        }
        String head = Words.cut(paragraph, OPENING);
        int end = Math.max(head.lastIndexOf('。'), head.lastIndexOf(". "));
        return end > OPENING / 3 ? head.substring(0, end + 1) : head + "…";
    }

    List<String> keywords() {
        return pages.stream()
                .map(page -> KEYWORDS.matcher(page.text()))
                .filter(Matcher::find)
                .map(found -> split(found.group(1)))
                .findFirst()
                .orElse(List.of());
    }

    private static List<String> split(String list) {
        String separators = list.matches(".*[,;、，；・•·].*") ? "[,;、，；・•·]" : "[\\s　]{1,}|\\s[—–]\\s";
        return Arrays.stream(list.split(separators, -1))
                .map(word -> word.strip().replaceFirst("[.。]$", ""))
                .filter(word -> !word.isEmpty() && word.length() <= LONGEST_KEYWORD)
                .filter(word -> !word.toLowerCase(Locale.ROOT).equals("and"))
                .distinct()
                .limit(MOST_KEYWORDS)
                .toList();
    }
}
