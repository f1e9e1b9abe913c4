package researchpaas.describe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import researchpaas.document.Heading;

/// The title: the biggest letters of the first page; without letters' sizes what the file states,
/// its first heading or line; or the file's name.
final class Titles {
    private static final int LONGEST = 400;
    private static final int LONGEST_FIRST_LINE = 120;

    /// How far into the first page a title that the file states must stand.
    private static final int HEAD = 3_000;

    private static final Pattern BANNER =
            Pattern.compile(
                    "(?i).*(?:\\barxiv:|\\bissn\\b|\\bdoi:|https?://|\\bvol(?:\\.|ume)\\s*\\d|\\bno\\.\\s*\\d).*|(?:the"
                            + " )?(?:international |european"
                            + " )?(?:journal|proceedings|transactions|annals|bulletin) of"
                            + " .*|(?:research|original|review|short)\\s(?:article|paper|communication)|open"
                            + " access|article|preprint|.*(?:学会誌|論文誌|紀要|研究報告|予稿集).{0,20}");
    private static final Pattern FOOTNOTE_MARKS = Pattern.compile("[∗*†‡§¶]+$");

    /// "1. Introduction" heads a part; what stands above it may be the title.
    private static final Pattern SECTION_NUMBER = Pattern.compile("\\d+(?:\\.\\d+)*[.)．]?\\s");

    private Titles() {}

    /// @param lastRow the row of the front page where it ends, -1 when it stands nowhere
    record Title(String text, int lastRow) {}

    static Title find(Manuscript manuscript, FrontPage front) {
        if (manuscript.isData() && manuscript.dataset() != null) {
            // "data.csv" says less than the folder that somebody named
            return new Title(Words.cut(manuscript.dataset(), LONGEST), -1);
        }
        Title title =
                printed(manuscript, front)
                        .orElseGet(() -> new Title(ofName(manuscript.fileName()), -1));
        return new Title(Words.cut(title.text(), LONGEST), title.lastRow());
    }

    private static Optional<Title> printed(Manuscript manuscript, FrontPage front) {
        Optional<Title> shown =
                front.hasSizes() ? biggest(front) : firstHeadingOrLine(manuscript, front);
        @Nullable String stated = manuscript.clues().title();
        if (!front.hasSizes()) {
            return withoutSizes(manuscript, front, shown);
        }
        if (stated == null) {
            return shown;
        }
        return standsOnPage(stated, front) ? Optional.of(better(stated, shown, front)) : shown;
    }

    private static Optional<Title> withoutSizes(
            Manuscript manuscript, FrontPage front, Optional<Title> shown) {
        Optional<Title> stated =
                Optional.ofNullable(manuscript.clues().title())
                        .map(text -> new Title(text, lastRowOf(text, front)));
        return switch (Believed.of(manuscript.fileName())) {
            case AS_STATED ->
                    stated.map(title ->
                                    new Title(title.text(), shown.map(Title::lastRow).orElse(-1)))
                            .or(() -> shown);
            case WHERE_THE_TEXT_AGREES ->
                    stated.filter(title -> standsOnPage(title.text(), front)).or(() -> shown);
            case RATHER_THE_FILE_NAME -> stated.filter(title -> standsOnPage(title.text(), front));
        };
    }

    /// The stated title may be complete where the letters' size shows only a part (a subtitle is
    /// smaller), never the other way round.
    private static Title better(String stated, Optional<Title> shown, FrontPage front) {
        if (shown.isEmpty()) {
            return new Title(stated, lastRowOf(stated, front));
        }
        boolean more = Words.bare(stated).contains(Words.bare(shown.get().text()));
        return more ? new Title(stated, lastRowOf(stated, front)) : shown.get();
    }

    private static boolean standsOnPage(String stated, FrontPage front) {
        String bare = Words.bare(stated);
        StringBuilder page = new StringBuilder();
        front.rows().forEach(row -> page.append(Words.bare(row.text())));
        int at = page.indexOf(bare);
        return bare.length() >= 4 && at >= 0 && at < HEAD;
    }

    private static int lastRowOf(String stated, FrontPage front) {
        String bare = Words.bare(stated);
        StringBuilder page = new StringBuilder();
        for (int i = 0; i < front.rows().size(); i++) {
            page.append(Words.bare(front.rows().get(i).text()));
            if (page.indexOf(bare) >= 0) {
                return i;
            }
        }
        return -1;
    }

    private static Optional<Title> biggest(FrontPage front) {
        return groups(front).stream()
                .filter(group ->
                        group.size() > front.bodySize() * 1.05f && looksLikeATitle(group.text()))
                .max(Comparator.comparingDouble(Group::size))
                .map(group -> new Title(group.text(), group.lastRow()))
                .or(() -> firstRow(front));
    }

    /// A paper that is set in one size, like a typescript.
    private static Optional<Title> firstRow(FrontPage front) {
        for (int i = 0; i < Math.min(5, front.rows().size()); i++) {
            String text = front.rows().get(i).text();
            if (looksLikeATitle(text) && text.length() <= LONGEST_FIRST_LINE) {
                return Optional.of(new Title(text, i));
            }
        }
        return Optional.empty();
    }

    private static boolean looksLikeATitle(String text) {
        int letters = (int) text.codePoints().filter(Character::isLetter).count();
        return letters >= (Words.hasCjk(text) ? 3 : 5)
                && text.length() <= LONGEST
                && !BANNER.matcher(text).matches();
    }

    /// Rows of one size that follow each other.
    private static List<Group> groups(FrontPage front) {
        List<Group> groups = new ArrayList<>();
        for (int i = 0; i < front.rows().size(); i++) {
            FrontPage.Row row = front.rows().get(i);
            if (!groups.isEmpty()) {
                Group last = groups.getLast();
                if (Math.abs(last.size() - row.size()) < 0.03f * last.size()
                        && !BANNER.matcher(last.text()).matches()) {
                    groups.set(
                            groups.size() - 1,
                            new Group(Words.join(last.text(), row.text()), last.size(), i));
                    continue;
                }
            }
            groups.add(new Group(row.text(), row.size(), i));
        }
        return groups.stream()
                .map(group ->
                        new Group(
                                FOOTNOTE_MARKS.matcher(group.text()).replaceFirst("").strip(),
                                group.size(),
                                group.lastRow()))
                .toList();
    }

    private record Group(String text, float size, int lastRow) {}

    private static Optional<Title> firstHeadingOrLine(Manuscript manuscript, FrontPage front) {
        Optional<String> heading =
                manuscript.headings().stream()
                        .filter(one -> one.level() == 1 && one.page() == 1 && !manuscript.isData())
                        .map(Heading::text)
                        .filter(text -> !text.isBlank())
                        .findFirst()
                        .filter(text -> !SECTION_NUMBER.matcher(text).lookingAt());
        Optional<String> line =
                front.rows().stream()
                        .map(FrontPage.Row::text)
                        .filter(text -> !text.isBlank())
                        .findFirst()
                        .filter(text ->
                                manuscript.mayBeginWithItsTitle()
                                        && text.length() <= LONGEST_FIRST_LINE
                                        && !text.endsWith("。")
                                        && !text.endsWith("."));
        return heading.or(() -> line).map(text -> new Title(text, lastRowOf(text, front)));
    }

    private static String ofName(String fileName) {
        int dot = fileName.lastIndexOf('.');
        String name = (dot > 0 ? fileName.substring(0, dot) : fileName).replace('_', ' ').strip();
        return name.isEmpty() ? fileName : name;
    }
}
