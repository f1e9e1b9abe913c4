package researchpaas.ingest.extract.text;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import researchpaas.ingest.extract.guard.Refusal;
import researchpaas.ingest.extract.letters.CleanText;
import researchpaas.ingest.extract.letters.HeadingWords;
import researchpaas.ingest.extract.letters.Letters;
import researchpaas.ingest.extract.reader.FormatReader;
import researchpaas.ingest.extract.reader.Pages;
import researchpaas.ingest.extract.reader.TextDecoding;
import researchpaas.ingest.extract.reader.TextLines;
import researchpaas.ingest.extract.reader.TextSink;

/// Plain text: blank lines separate paragraphs, and the lines of a hard-wrapped paragraph are
/// joined. A text of any length is read in bounded memory.
public final class PlainTextReader implements FormatReader {
    private static final Pattern RULE = Pattern.compile("[=\\-~*_#+─━]{3,}");

    /// The widths (a Japanese character counts two) at which people and programs wrap.
    private static final int NARROWEST_WRAP = 40;

    private static final int WIDEST_WRAP = 120;

    /// UTF-16 units that are held at a time; a longer paragraph comes in parts.
    private static final int LONGEST_BLOCK = 200_000;

    private static final int LONGEST_LINE = 100_000;

    @Override
    public void read(Path file, TextSink sink) throws IOException, Refusal {
        Pages pages = new Pages(sink);
        write(TextDecoding.open(file), pages);
        pages.end();
    }

    /// Also for a text within another format.
    ///
    /// @param text is closed
    static void write(Reader text, Pages pages) throws IOException, Refusal {
        List<String> block = new ArrayList<>();
        int length = 0;
        try (var lines = new TextLines(text, LONGEST_LINE)) {
            for (String raw = lines.next(); raw != null; raw = lines.next()) {
                String line = CleanText.of(raw).strip();
                length += line.length();
                if (line.isEmpty() || length > LONGEST_BLOCK) {
                    write(block, pages);
                    block.clear();
                    length = line.length();
                }
                if (!line.isEmpty()) {
                    block.add(line);
                }
            }
        }
        write(block, pages);
    }

    private static void write(List<String> block, Pages pages) throws IOException, Refusal {
        List<String> paragraphs =
                unwrap(block.stream().filter(line -> !RULE.matcher(line).matches()).toList());
        boolean underlined = block.stream().anyMatch(line -> RULE.matcher(line).matches());
        for (int i = 0; i < paragraphs.size(); i++) {
            String paragraph = paragraphs.get(i);
            pages.add(
                    paragraph,
                    headingLevel(paragraph, i == 0 && underlined, paragraphs.size() == 1));
        }
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
