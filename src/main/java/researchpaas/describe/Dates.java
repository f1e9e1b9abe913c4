package researchpaas.describe;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The year of publication and the date of the file.
final class Dates {
    private static final int EARLIEST = 1900;
    private static final int HEAD = 4_000;

    /// The first that finds a year wins: what says "published" before what says less.
    private static final List<Pattern> CLUES =
            List.of(
                    Pattern.compile(
                            "(?im)(?:^published\\b(?: online)?|\\bpublished(?: online)?\\s*:)[^\\n]{0,30}?\\b((?:19|20)\\d\\d)\\b"),
                    Pattern.compile("((?:19|20)\\d\\d)\\s?年[^\\n]{0,12}(?:発行|公開|掲載|発表|刊行)"),
                    Pattern.compile("(?:発行|公開|掲載|発表|刊行)[^\\n]{0,12}?((?:19|20)\\d\\d)"),
                    Pattern.compile(
                            "(?i)(?:©|\\(c\\)|copyright)\\s{0,3}(?:by\\s)?((?:19|20)\\d\\d)\\b"),
                    Pattern.compile(
                            "(?im)(?:^accepted\\b|\\baccepted\\s*:)[^\\n]{0,30}?\\b((?:19|20)\\d\\d)\\b"),
                    Pattern.compile("(?i)\\barxiv:\\S+.{0,40}?\\b((?:19|20)\\d\\d)\\b"));

    private static final Pattern YEAR = Pattern.compile("(?<![\\d./-])((?:19|20)\\d\\d)(?![\\d])");
    private static final Pattern ERA = Pattern.compile("(令和|平成|昭和)\\s?(元|\\d{1,2})\\s?年");

    private Dates() {}

    /// @return null where nothing tells
    static @Nullable Integer year(Manuscript manuscript, FrontPage front) {
        OptionalInt printed =
                manuscript.isData() ? OptionalInt.empty() : printed(manuscript, front);
        if (printed.isPresent()) {
            return printed.getAsInt();
        }
        @Nullable Instant stated = stated(manuscript);
        return stated == null ? null : (Integer) stated.atZone(ZoneOffset.UTC).getYear();
    }

    /// What is printed on the first page. (A year among values is one of many.)
    private static OptionalInt printed(Manuscript manuscript, FrontPage front) {
        int latest = Year.from(manuscript.modifiedAt().atZone(ZoneOffset.UTC)).getValue() + 1;
        String head = Words.cut(manuscript.pages().getFirst().text(), HEAD);
        for (Pattern clue : CLUES) {
            OptionalInt year = first(clue, head, latest);
            if (year.isPresent()) {
                return year;
            }
        }
        String aboveAbstract =
                String.join(
                        "\n",
                        front
                                .rows()
                                .subList(
                                        0,
                                        front.frontEnd() == front.rows().size()
                                                ? 0
                                                : front.frontEnd())
                                .stream()
                                .map(FrontPage.Row::text)
                                .toList());
        return era(aboveAbstract).isPresent()
                ? era(aboveAbstract)
                : first(YEAR, aboveAbstract, latest);
    }

    static Instant created(Manuscript manuscript) {
        @Nullable Instant stated = stated(manuscript);
        return stated == null ? manuscript.modifiedAt() : stated;
    }

    private static OptionalInt first(Pattern clue, String text, int latest) {
        Matcher matcher = clue.matcher(text);
        while (matcher.find()) {
            int year = Integer.parseInt(matcher.group(1));
            if (year >= EARLIEST && year <= latest) {
                return OptionalInt.of(year);
            }
        }
        return OptionalInt.empty();
    }

    private static OptionalInt era(String text) {
        Matcher matcher = ERA.matcher(text);
        if (!matcher.find()) {
            return OptionalInt.empty();
        }
        int year = matcher.group(2).equals("元") ? 1 : Integer.parseInt(matcher.group(2));
        return OptionalInt.of(
                year
                        + switch (matcher.group(1)) {
                            case "令和" -> 2018;
                            case "平成" -> 1988;
                            default -> 1925;
                        });
    }

    /// The file's own date; one that is no date, or before computers, says nothing.
    private static @Nullable Instant stated(Manuscript manuscript) {
        String text = manuscript.clues().created();
        if (text == null) {
            return null;
        }
        try {
            Instant instant =
                    text.contains("T")
                            ? OffsetDateTime.parse(text).toInstant()
                            : LocalDate.parse(text.length() == 4 ? text + "-01-01" : text)
                                    .atStartOfDay(ZoneOffset.UTC)
                                    .toInstant();
            int year = instant.atZone(ZoneOffset.UTC).getYear();
            return year >= 1970 && year <= 2200 ? instant : null;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
