package researchpaas.ingest.extract;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import researchpaas.document.Heading;
import researchpaas.document.Page;

/// Plain text: blank lines separate paragraphs, and the lines of a hard-wrapped paragraph are
/// joined.
final class PlainTextReader implements FormatReader {
    /// Possessive, since a group that could give back takes stack for every blank line.
    private static final Pattern BLANK_LINES = Pattern.compile("\\n[ \\t]*+(?:\\n[ \\t]*+)++");

    private static final Pattern RULE = Pattern.compile("[=\\-~*_#+─━]{3,}");

    /// The widths (a Japanese character counts two) at which people and programs wrap.
    private static final int NARROWEST_WRAP = 40;

    private static final int WIDEST_WRAP = 120;

    @Override
    public void read(Path file, TextSink sink) throws IOException, Refusal {
        String raw = TextDecoding.read(file, sink.limits());
        StringBuilder text = new StringBuilder(raw.length());
        List<Heading> headings = new ArrayList<>();
        for (String blockText : BLANK_LINES.split(raw, -1)) {
            List<String> block = blockText.lines().map(String::strip).toList();
            List<String> paragraphs =
                    unwrap(block.stream().filter(line -> !RULE.matcher(line).matches()).toList());
            boolean underlined = block.stream().anyMatch(line -> RULE.matcher(line).matches());
            for (int i = 0; i < paragraphs.size(); i++) {
                String paragraph = paragraphs.get(i);
                if (paragraph.isEmpty()) {
                    continue;
                }
                if (!text.isEmpty()) {
                    text.append('\n');
                }
                int start = text.length();
                text.append(paragraph);
                OptionalInt level =
                        headingLevel(paragraph, i == 0 && underlined, paragraphs.size() == 1);
                if (level.isPresent()) {
                    headings.add(new Heading(1, start, text.length(), level.getAsInt(), paragraph));
                }
            }
        }
        sink.page(new Page(1, text.toString(), 0, 0, List.of()));
        sink.headings(headings);
    }

    private static OptionalInt headingLevel(String paragraph, boolean underlined, boolean alone) {
        if (underlined && paragraph.length() <= HeadingWords.LONGEST) {
            return OptionalInt.of(1);
        }
        return alone ? HeadingWords.level(paragraph) : OptionalInt.empty();
    }

    private static List<String> unwrap(List<String> lines) {
        int widest = lines.stream().mapToInt(PlainTextReader::width).max().orElse(0);
        boolean wrapped = widest >= NARROWEST_WRAP && widest <= WIDEST_WRAP;
        List<String> paragraphs = new ArrayList<>();
        StringBuilder paragraph = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            paragraph.append(lines.get(i));
            boolean last = i == lines.size() - 1;
            if (!last
                    && wrapped
                    && width(lines.get(i)) * 4 >= widest * 3
                    && !isTabular(lines.get(i))
                    && !isTabular(lines.get(i + 1))
                    && !Letters.startsItem(lines.get(i + 1))) {
                paragraph.append(Letters.needsSpace(lines.get(i), lines.get(i + 1)) ? " " : "");
            } else {
                paragraphs.add(paragraph.toString());
                paragraph.setLength(0);
            }
        }
        return paragraphs;
    }

    /// Columns made with spaces stay lines.
    private static boolean isTabular(String line) {
        return line.contains("  ") || line.contains("\t");
    }

    private static int width(String line) {
        int width = 0;
        for (int i = 0; i < line.length(); i++) {
            width += Letters.isCjk(line.charAt(i)) ? 2 : 1;
        }
        return width;
    }
}
