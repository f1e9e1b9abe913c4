package researchpaas.ingest.extract.text;

import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;
import researchpaas.ingest.extract.guard.Refusal;
import researchpaas.ingest.extract.letters.CleanText;
import researchpaas.ingest.extract.letters.Letters;
import researchpaas.ingest.extract.reader.Pages;

/// Walks an HTML tree and writes its blocks: headings, paragraphs, items, tables row by row. Takes
/// no stack for deep nesting.
final class HtmlText {
    /// What is no text of the page's author; `rt` is the reading of a Japanese word that stands
    /// before it.
    private static final String DROPPED =
            "script, style, noscript, template, nav, footer, form, button, select, textarea,"
                    + " iframe, object, svg, canvas, audio, video, rt, rp, [role=navigation]";

    private static final Pattern BREAK = Pattern.compile(" *+\n[ \n]*+");

    private final Pages pages;
    private final StringBuilder paragraph = new StringBuilder();
    private OptionalInt level = OptionalInt.empty();
    private int preformatted;

    private HtmlText(Pages pages) {
        this.pages = pages;
    }

    /// Changes the tree.
    static void write(Element root, Pages pages) throws IOException, Refusal {
        HtmlHidden.mark(root);
        root.select(DROPPED).remove();
        new HtmlText(pages).walk(root);
    }

    private void walk(Element root) throws IOException, Refusal {
        @Nullable Node node = root;
        while (node != null) {
            if (enter(node) && node.childNodeSize() > 0) {
                node = node.childNode(0);
            } else {
                leave(node);
                node = behind(node, root);
            }
        }
        endParagraph();
    }

    /// Leaves what ends with this node.
    private @Nullable Node behind(Node last, Element root) throws IOException, Refusal {
        @Nullable Node node = last;
        while (node != null && !node.equals(root)) {
            @Nullable Node next = node.nextSibling();
            if (next != null) {
                return next;
            }
            node = node.parent();
            if (node != null) {
                leave(node);
            }
        }
        return null;
    }

    /// @return whether what is in it is still to be written
    private boolean enter(Node node) throws IOException, Refusal {
        if (node instanceof TextNode words) {
            String text = CleanText.of(words.getWholeText());
            if (preformatted > 0) {
                paragraph.append(text);
            } else {
                flow(text, paragraph);
            }
            return false;
        }
        if (!(node instanceof Element element)) {
            return false;
        }
        if (isBlock(element)) {
            endParagraph();
        }
        switch (element.normalName()) {
            case "h1", "h2", "h3", "h4", "h5", "h6" ->
                    level = OptionalInt.of(element.normalName().charAt(1) - '0');
            case "pre" -> preformatted++;
            case "br" -> paragraph.append('\n');
            case "table" -> {
                List<String> lines = HtmlTable.lines(element);
                for (String line : lines) {
                    pages.add(line);
                }
                return lines.isEmpty();
            }
            default -> {
                // nothing but its words
            }
        }
        return true;
    }

    private void leave(Node node) throws IOException, Refusal {
        if (node instanceof Element element && isBlock(element)) {
            endParagraph();
            switch (element.normalName()) {
                case "h1", "h2", "h3", "h4", "h5", "h6" -> level = OptionalInt.empty();
                case "pre" -> preformatted--;
                default -> {
                    // nothing was begun
                }
            }
        }
    }

    private static boolean isBlock(Element element) {
        return element.isBlock() || element.normalName().equals("option");
    }

    private void endParagraph() throws IOException, Refusal {
        String text = paragraph.toString();
        pages.add(
                preformatted > 0
                        ? text.stripTrailing()
                        : BREAK.matcher(text.strip()).replaceAll("\n"),
                level);
        paragraph.setLength(0);
    }

    /// White space as a browser shows it: one space, and none where a line of Japanese is broken.
    static void flow(String text, StringBuilder into) {
        int at = 0;
        while (at < text.length()) {
            int end = at;
            while (end < text.length() && !isSpace(text.charAt(end))) {
                end++;
            }
            into.append(text, at, end);
            at = end;
            boolean broken = false;
            while (end < text.length() && isSpace(text.charAt(end))) {
                broken |= text.charAt(end) == '\n';
                end++;
            }
            if (end > at && !endsInSpace(into)) {
                boolean needless =
                        broken
                                && end < text.length()
                                && !Letters.needsSpace(into, text.substring(end, end + 1));
                into.append(needless ? "" : " ");
            }
            at = end;
        }
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\n' || c == '\t';
    }

    private static boolean endsInSpace(CharSequence text) {
        return text.isEmpty() || isSpace(text.charAt(text.length() - 1));
    }
}
