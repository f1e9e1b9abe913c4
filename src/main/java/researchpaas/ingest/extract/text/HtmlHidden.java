package researchpaas.ingest.extract.text;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.Elements;
import org.jsoup.select.Selector.SelectorParseException;
import org.jspecify.annotations.Nullable;
import researchpaas.document.HiddenText.Kind;
import researchpaas.ingest.extract.letters.CleanText;
import researchpaas.ingest.extract.letters.HiddenMarks;

/// Finds what a browser would not show, by the elements' own styles and by the plain rules of the
/// page's style sheets. `aria-hidden` hides from screen readers only, and comments are everywhere
/// and never part of the text; neither counts.
final class HtmlHidden {
    private static final int MOST_RULES = 2_000;
    private static final int MOST_CSS = 200_000;

    private static final Pattern COMMENT = Pattern.compile("/\\*[^*]*+(?:\\*(?!/)[^*]*+)*+\\*/");

    /// A rule outside of any block; what holds for printing, or for some widths, is another
    /// question.
    private static final Pattern RULE = Pattern.compile("([^{}]{1,500}+)\\{([^{}]{0,5000}+)\\}");

    private static final Pattern SETTING = Pattern.compile("([a-z-]{1,40})\\s*:\\s*([^;]{1,200})");

    private static final Pattern NOTHING =
            Pattern.compile("0*(?:\\.0+)?(?:px|pt|em|rem|%)?|0?\\.\\d+(?:px|pt)|1(?:px|pt)");

    private static final Pattern FAR_AWAY =
            Pattern.compile("-\\d{3,}(?:\\.\\d+)?(?:px|pt|em|rem|vw|%)");

    private static final Pattern WHITE =
            Pattern.compile("white|#fff|#f[0-9a-f]f[0-9a-f]f[0-9a-f]|rgb\\(25\\d,25\\d,25\\d\\)");

    private HtmlHidden() {}

    /// Puts marks around the words, and in the place of those that HTML itself hides.
    static void mark(Element root) {
        for (Element element : root.select("*")) {
            for (TextNode words : element.textNodes()) {
                words.text(HiddenMarks.withoutOpen(words.getWholeText()));
            }
        }
        for (Element hidden : root.select("[hidden]")) {
            if (!CleanText.of(hidden.text()).isBlank()) {
                hidden.before(new TextNode("" + HiddenMarks.begin(Kind.MARKUP) + HiddenMarks.END));
            }
            hidden.remove();
        }
        byStyleSheets(root);
        for (Element element : root.select("[style]")) {
            Kind kind = kind(element.attr("style"));
            if (kind == Kind.COLOUR && hasBackground(element)) {
                continue;
            }
            if (kind != null) {
                mark(element, kind);
            }
        }
    }

    private static void byStyleSheets(Element root) {
        Element page = Objects.requireNonNullElse(root.root(), root);
        StringBuilder css = new StringBuilder();
        for (Element style : page.select("style")) {
            css.append(style.data()).append('\n');
        }
        if (css.isEmpty() || css.length() > MOST_CSS) {
            return;
        }
        int rules = 0;
        Matcher rule = RULE.matcher(outermost(COMMENT.matcher(css).replaceAll(" ")));
        while (rule.find() && rules++ < MOST_RULES) {
            Kind kind = kind(rule.group(2));
            if (kind != null && kind != Kind.COLOUR) {
                selected(root, rule.group(1).strip()).forEach(element -> mark(element, kind));
            }
        }
    }

    /// Without the blocks that hold rules of their own.
    private static String outermost(String css) {
        StringBuilder rules = new StringBuilder();
        int depth = 0;
        for (int i = 0; i < css.length(); i++) {
            char c = css.charAt(i);
            if (c == '@' && depth == 0) {
                int end = i;
                while (end < css.length() && css.charAt(end) != '{' && css.charAt(end) != ';') {
                    end++;
                }
                boolean block = end < css.length() && css.charAt(end) == '{';
                i = block ? behindBlock(css, end) : end;
                continue;
            }
            depth += c == '{' ? 1 : c == '}' && depth > 0 ? -1 : 0;
            rules.append(c);
        }
        return rules.toString();
    }

    private static int behindBlock(String css, int open) {
        int depth = 0;
        for (int i = open; i < css.length(); i++) {
            depth += css.charAt(i) == '{' ? 1 : css.charAt(i) == '}' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return css.length();
    }

    private static Elements selected(Element root, String selector) {
        try {
            return root.select(selector);
        } catch (SelectorParseException | IllegalArgumentException e) {
            // states and pseudo-elements
            return new Elements();
        }
    }

    /// Why nobody sees what is styled so; absent when it is seen.
    private static @Nullable Kind kind(String style) {
        Matcher setting = SETTING.matcher(style.toLowerCase(Locale.ROOT));
        @Nullable Kind kind = null;
        boolean background = false;
        while (setting.find()) {
            String value = setting.group(2).replace("!important", "").replace(" ", "").strip();
            background |= setting.group(1).startsWith("background");
            Kind found =
                    switch (setting.group(1)) {
                        case "display" -> value.equals("none") ? Kind.MARKUP : null;
                        case "visibility" ->
                                value.equals("hidden") || value.equals("collapse")
                                        ? Kind.MARKUP
                                        : null;
                        case "font-size" -> NOTHING.matcher(value).matches() ? Kind.TINY : null;
                        case "opacity" -> isNearlyNone(value) ? Kind.TRANSPARENT : null;
                        case "left", "top", "text-indent", "margin-left" ->
                                FAR_AWAY.matcher(value).matches() ? Kind.OFF_PAGE : null;
                        case "clip" ->
                                value.matches("rect\\((?:[01](?:px)?,?){4}\\)")
                                        ? Kind.OFF_PAGE
                                        : null;
                        case "clip-path" ->
                                value.matches("inset\\((?:50|100)%\\)") ? Kind.OFF_PAGE : null;
                        case "color" ->
                                value.equals("transparent")
                                        ? Kind.TRANSPARENT
                                        : WHITE.matcher(value).matches() ? Kind.COLOUR : null;
                        default -> null;
                    };
            kind = found == null ? kind : found;
        }
        return kind == Kind.COLOUR && background ? null : kind;
    }

    private static boolean isNearlyNone(String opacity) {
        try {
            return opacity.endsWith("%")
                    ? Double.parseDouble(opacity.substring(0, opacity.length() - 1)) < 5
                    : Double.parseDouble(opacity) < 0.05;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /// White letters are seen where anything around them has a background, or a class that may give
    /// it one.
    private static boolean hasBackground(Element element) {
        for (Element around = element; around != null; around = around.parent()) {
            if (around.attr("style").toLowerCase(Locale.ROOT).contains("background")
                    || around.hasAttr("bgcolor")
                    || (around.hasAttr("class") && !around.equals(element))) {
                return true;
            }
        }
        return false;
    }

    private static void mark(Element hidden, Kind kind) {
        for (Element element : hidden.select("*")) {
            List<TextNode> texts = element.textNodes();
            for (TextNode words : texts) {
                String text = words.getWholeText();
                if (!text.isBlank()) {
                    words.text(HiddenMarks.around(kind, text));
                }
            }
        }
    }
}
