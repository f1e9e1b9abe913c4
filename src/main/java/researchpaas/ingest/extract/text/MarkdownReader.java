package researchpaas.ingest.extract.text;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.commonmark.ext.front.matter.YamlFrontMatterBlock;
import org.commonmark.ext.front.matter.YamlFrontMatterExtension;
import org.commonmark.ext.front.matter.YamlFrontMatterVisitor;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;
import org.jspecify.annotations.Nullable;
import researchpaas.ingest.TextExtractor.FileInfo;
import researchpaas.ingest.extract.guard.Refusal;
import researchpaas.ingest.extract.letters.CleanText;
import researchpaas.ingest.extract.letters.Letters;
import researchpaas.ingest.extract.reader.FormatReader;
import researchpaas.ingest.extract.reader.Pages;
import researchpaas.ingest.extract.reader.TextDecoding;
import researchpaas.ingest.extract.reader.TextSink;

/// Markdown: what a reader would see, block by block, without the markup.
public final class MarkdownReader implements FormatReader {
    /// UTF-16 units that are taken apart at a time, which costs many times their size.
    private static final int LONGEST_PIECE = 200_000;

    @Override
    public void read(Path file, TextSink sink) throws IOException, Refusal {
        String markdown = TextDecoding.read(file, sink.limits());
        Pages pages = new Pages(sink);
        int end = endOfPiece(markdown, 0);
        Node first =
                Parser.builder()
                        .extensions(
                                List.of(
                                        TablesExtension.create(),
                                        YamlFrontMatterExtension.create()))
                        .build()
                        .parse(markdown.substring(0, end));
        Plain beginning = new Plain();
        first.accept(beginning);
        pages.add(beginning.text(), beginning.headings());
        for (int start = end; start < markdown.length(); start = end) {
            end = endOfPiece(markdown, start);
            Plain piece = plain(markdown.substring(start, end));
            pages.add(piece.text(), piece.headings());
        }
        pages.end();
        YamlFrontMatterVisitor frontMatter = new YamlFrontMatterVisitor();
        first.accept(frontMatter);
        sink.info(info(frontMatter.getData()));
    }

    /// At a blank line, or at least at a line's end.
    private static int endOfPiece(String markdown, int start) {
        int limit = start + LONGEST_PIECE;
        if (limit >= markdown.length()) {
            return markdown.length();
        }
        for (String border : List.of("\n\n", "\n", " ")) {
            int found = markdown.lastIndexOf(border, limit);
            if (found > start) {
                return found + border.length();
            }
        }
        return Character.isLowSurrogate(markdown.charAt(limit)) ? limit - 1 : limit;
    }

    /// A piece of Markdown within another format, without front matter.
    static Plain plain(String markdown) {
        Plain plain = new Plain();
        Parser.builder()
                .extensions(List.of(TablesExtension.create()))
                .build()
                .parse(markdown)
                .accept(plain);
        return plain;
    }

    private static FileInfo info(Map<String, List<String>> fields) {
        return new FileInfo(
                field(fields, "title"),
                fields.containsKey("author") ? field(fields, "author") : field(fields, "authors"),
                field(fields, "date"));
    }

    private static @Nullable String field(Map<String, List<String>> fields, String name) {
        String value =
                CleanText.of(String.join("; ", fields.getOrDefault(name, List.of())))
                        .replaceAll("[\\[\\]\"]", "")
                        .strip();
        return value.isEmpty() ? null : value;
    }

    /// Walks the blocks and writes their text, one line feed between two blocks.
    static final class Plain extends AbstractVisitor {
        private static final Pattern COMMENT_OR_TAG =
                Pattern.compile("(?is)<!--.*?-->|<(script|style)\\b.*?</\\1>|<[^>]*>");

        private final StringBuilder text = new StringBuilder();
        private final List<researchpaas.document.Heading> headings = new ArrayList<>();

        private Plain() {}

        String text() {
            return text.toString();
        }

        /// Offsets in [#text()].
        List<researchpaas.document.Heading> headings() {
            return headings;
        }

        @Override
        public void visit(Heading heading) {
            startBlock();
            int start = text.length();
            visitChildren(heading);
            String words = text.substring(start);
            if (!words.isBlank()) {
                headings.add(
                        new researchpaas.document.Heading(
                                1, start, text.length(), heading.getLevel(), words.strip()));
            }
        }

        @Override
        public void visit(Paragraph paragraph) {
            startBlock();
            visitChildren(paragraph);
        }

        @Override
        public void visit(BulletList list) {
            visitChildren(list);
        }

        @Override
        public void visit(OrderedList list) {
            visitChildren(list);
        }

        @Override
        public void visit(FencedCodeBlock code) {
            startBlock();
            text.append(code.getLiteral().stripTrailing());
        }

        @Override
        public void visit(IndentedCodeBlock code) {
            startBlock();
            text.append(code.getLiteral().stripTrailing());
        }

        @Override
        public void visit(HtmlBlock html) {
            String words = COMMENT_OR_TAG.matcher(html.getLiteral()).replaceAll(" ").strip();
            if (!words.isEmpty()) {
                startBlock();
                text.append(words.replaceAll("\\s+", " "));
            }
        }

        @Override
        public void visit(CustomBlock block) {
            if (block instanceof TableBlock) {
                visitChildren(block);
            } else if (!(block instanceof YamlFrontMatterBlock)) {
                startBlock();
                visitChildren(block);
            }
        }

        @Override
        public void visit(CustomNode node) {
            if (node instanceof TableRow) {
                startBlock();
            } else if (node instanceof TableCell && node.getPrevious() != null) {
                text.append(" | ");
            }
            visitChildren(node);
        }

        @Override
        public void visit(Text words) {
            text.append(words.getLiteral());
        }

        @Override
        public void visit(Code code) {
            text.append(code.getLiteral());
        }

        @Override
        public void visit(Image image) {
            visitChildren(image);
        }

        @Override
        public void visit(SoftLineBreak lineBreak) {
            Node next = lineBreak.getNext();
            String after = next instanceof Text words ? words.getLiteral() : "x";
            if (Letters.needsSpace(text, after)) {
                text.append(' ');
            }
        }

        @Override
        public void visit(HardLineBreak lineBreak) {
            text.append('\n');
        }

        @Override
        public void visit(HtmlInline html) {
            // a tag; its words are text nodes
        }

        @Override
        public void visit(ThematicBreak rule) {
            // a line on the paper, no words
        }

        private void startBlock() {
            if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
                text.append('\n');
            }
        }
    }
}
