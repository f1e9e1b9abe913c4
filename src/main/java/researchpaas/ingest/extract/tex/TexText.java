package researchpaas.ingest.extract.tex;

import java.io.IOException;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import researchpaas.ingest.extract.guard.Refusal;
import researchpaas.ingest.extract.letters.CleanText;
import researchpaas.ingest.extract.letters.Letters;
import researchpaas.ingest.extract.reader.Pages;

/// Reads TeX source from its start to its end and writes what would be printed, as far as that can
/// be told without running TeX: unknown commands vanish, and what stands in their braces stays.
final class TexText {
    private static final int DEEPEST = 12;

    private final TexScanner tex;
    private final Source source;
    private final int depth;

    /// Null within an argument, which is text of one paragraph.
    private final @Nullable Pages pages;

    private final StringBuilder text = new StringBuilder();
    private @Nullable TexTable table;

    /// What holds for the whole file.
    ///
    /// @param macros bodies of the file's own commands without arguments
    /// @param chapters whether sections stand within chapters
    /// @param japanese whether headings that TeX itself prints are Japanese
    record Source(Map<String, String> macros, boolean chapters, boolean japanese) {}

    private TexText(String tex, Source source, int depth, @Nullable Pages pages) {
        this.tex = new TexScanner(tex);
        this.source = source;
        this.depth = depth;
        this.pages = pages;
    }

    static void write(String tex, Source source, Pages pages) throws IOException, Refusal {
        new TexText(tex, source, 0, pages).run();
    }

    /// The text of an argument, on one line.
    static String line(String tex, Source source) throws IOException, Refusal {
        return inside(tex, source, 0);
    }

    private static String inside(String tex, Source source, int depth) throws IOException, Refusal {
        if (depth > DEEPEST) {
            return "";
        }
        TexText part = new TexText(tex, source, depth, null);
        part.run();
        return part.text.toString().strip();
    }

    private String inside(String argument) throws IOException, Refusal {
        return inside(argument, source, depth + 1);
    }

    private void run() throws IOException, Refusal {
        while (!tex.atEnd()) {
            char c = tex.next();
            switch (c) {
                case '\\' -> command(tex.command());
                case '$' -> formula();
                case '{', '}' -> {
                    // groups show by what stands in them
                }
                case '~', ' ', '\t' -> space();
                case '\n' -> lineFeed();
                case '&' -> endCell();
                case '-' -> text.append(tex.take("--") ? "—" : tex.take("-") ? "–" : "-");
                case '`' -> text.append(tex.take("`") ? "“" : "‘");
                case '\'' -> text.append(tex.take("'") ? "”" : "'");
                default -> text.append(c);
            }
        }
        endParagraph();
    }

    private void lineFeed() throws IOException, Refusal {
        if (tex.takeBlankLine()) {
            endParagraph();
        } else {
            lineBreak();
        }
    }

    /// No space where a line of Japanese is broken.
    private void lineBreak() {
        tex.skipSpaces();
        if (Letters.needsSpace(text, String.valueOf(tex.peek()))) {
            space();
        }
    }

    private void space() {
        if (!text.isEmpty() && text.charAt(text.length() - 1) != ' ') {
            text.append(' ');
        }
    }

    private void endParagraph() throws IOException, Refusal {
        endParagraph(OptionalInt.empty());
    }

    private void endParagraph(OptionalInt level) throws IOException, Refusal {
        if (pages == null) {
            space();
            return;
        }
        if (table == null) {
            pages.add(CleanText.of(text.toString()).strip(), level);
            text.setLength(0);
        } else {
            space();
        }
    }

    private void formula() {
        boolean display = tex.take("$");
        @Nullable String inside = tex.upToNear(display ? "$$" : "$");
        text.append(inside == null ? "$" : TexMath.plain(inside));
    }

    /// Nothing when the formula has no end.
    private String formula(String end) {
        @Nullable String inside = tex.upToNear(end);
        return inside == null ? "" : TexMath.plain(inside);
    }

    private void endCell() {
        if (table == null) {
            space();
        } else {
            table.cell(takeText());
        }
    }

    private String takeText() {
        String taken = CleanText.of(text.toString()).strip();
        text.setLength(0);
        return taken;
    }

    private void command(String name) throws IOException, Refusal {
        @Nullable String symbol = TexSymbols.symbol(name);
        @Nullable Integer dropped = TexCommands.DROPPED.get(name);
        @Nullable Integer setting = TexCommands.SETTING.get(name);
        @Nullable String macro = source.macros().get(name);
        if (level(name) > 0) {
            heading(level(name));
        } else if (TexSymbols.isAccent(name)) {
            text.append(TexSymbols.accented(name, inside(tex.argument())));
        } else if (symbol != null) {
            text.append(symbol);
            afterWord(name);
        } else if (dropped != null) {
            drop(dropped);
        } else if (setting != null) {
            drop(setting);
        } else if (macro != null) {
            text.append(inside(macro, new Source(Map.of(), false, source.japanese()), depth + 1));
            afterWord(name);
        } else {
            otherCommand(name);
        }
    }

    private void otherCommand(String name) throws IOException, Refusal {
        switch (name) {
            case "begin" -> begin(tex.argument().strip());
            case "end" -> end(tex.argument().strip());
            case "par", "newpage", "clearpage", "maketitle" -> endParagraph();
            case "item", "bibitem" -> item(name.equals("bibitem"));
            case "caption", "keywords" -> {
                tex.take("*");
                tex.option();
                paragraph(inside(tex.argument()));
            }
            case "footnote" -> {
                tex.option();
                text.append(" (").append(inside(tex.argument())).append(')');
            }
            case "paragraph", "subparagraph" -> {
                endParagraph();
                text.append(inside(tex.argument())).append(' ');
            }
            case "ruby", "kana" -> {
                text.append(inside(tex.argument()));
                tex.argument();
            }
            case "url", "path", "nolinkurl" -> text.append(tex.argument());
            case "verb" -> verb();
            case "\\", "newline", "tabularnewline", "cr" -> endRow();
            case "hline", "midrule", "toprule", "bottomrule", "cline", "cmidrule" -> rule(name);
            case "(" -> text.append(formula("\\)"));
            case "[" -> paragraph(formula("\\]"));
            case "%", "&", "$", "#", "_", "{", "}" -> text.append(name);
            case " ", ",", ";", ":", "quad", "qquad", "\n", "\t" -> space();
            default -> {
                tex.option();
                afterWord(name);
            }
        }
    }

    /// The spaces behind a command's name end the name.
    private void afterWord(String name) {
        if (!name.isEmpty() && Character.isLetter(name.charAt(0))) {
            tex.skipSpaces();
        }
    }

    private int level(String name) {
        int below = source.chapters() ? 1 : 0;
        return switch (name) {
            case "part", "chapter" -> 1;
            case "section" -> 1 + below;
            case "subsection" -> 2 + below;
            case "subsubsection" -> 3 + below;
            default -> 0;
        };
    }

    private void heading(int level) throws IOException, Refusal {
        tex.take("*");
        tex.skipSpaces();
        tex.option();
        heading(inside(tex.argument()), level);
    }

    private void heading(String words, int level) throws IOException, Refusal {
        endParagraph();
        text.append(words);
        endParagraph(OptionalInt.of(level));
    }

    private void paragraph(String words) throws IOException, Refusal {
        endParagraph();
        text.append(words);
        endParagraph();
    }

    private void drop(int arguments) {
        tex.take("*");
        for (int i = 0; i < arguments; i++) {
            tex.skipSpaces();
            while (tex.option() != null) {
                tex.skipSpaces();
            }
            tex.argument();
        }
    }

    private void item(boolean ofBibliography) throws IOException, Refusal {
        endParagraph();
        tex.skipSpaces();
        @Nullable String label = tex.option();
        if (ofBibliography) {
            tex.argument();
        } else if (label != null) {
            text.append(inside(label)).append(' ');
        }
        tex.skipSpaces();
    }

    private void verb() {
        tex.take("*");
        if (!tex.atEnd()) {
            @Nullable String inside = tex.upToNear(String.valueOf(tex.next()));
            text.append(inside == null ? "" : inside);
        }
    }

    private void endRow() throws IOException, Refusal {
        tex.take("*");
        tex.option();
        if (table == null) {
            lineBreak();
        } else {
            table.cell(takeText());
            table.endRow();
        }
    }

    private void rule(String name) {
        tex.option();
        if (name.startsWith("c")) {
            tex.argument();
        }
        if (table != null) {
            table.rule();
        }
    }

    private void begin(String environment) throws IOException, Refusal {
        if (TexCommands.DROPPED_ENVIRONMENTS.contains(environment)) {
            tex.upTo("\\end{" + environment + "}");
        } else if (TexCommands.VERBATIM.contains(environment)) {
            verbatim(environment);
        } else if (TexCommands.FORMULAS.contains(environment)) {
            paragraph(formula("\\end{" + environment + "}"));
        } else {
            if (table == null) {
                endParagraph();
            }
            tex.option();
            for (int i = TexCommands.ENVIRONMENT_ARGUMENTS.getOrDefault(environment, 0);
                    i > 0;
                    i--) {
                tex.argument();
                tex.option();
            }
            if (TexCommands.TABLES.contains(environment) && pages != null && table == null) {
                table = new TexTable();
            }
            String title = title(environment);
            if (!title.isEmpty()) {
                heading(title, 1);
            }
        }
    }

    /// Of the parts whose heading TeX itself prints.
    private String title(String environment) {
        return switch (environment) {
            case "abstract" -> source.japanese() ? "概要" : "Abstract";
            case "eabstract" -> "Abstract";
            case "jabstract" -> "概要";
            case "thebibliography" -> source.japanese() ? "参考文献" : "References";
            default -> "";
        };
    }

    private void end(String environment) throws IOException, Refusal {
        if (TexCommands.TABLES.contains(environment) && table != null && pages != null) {
            table.cell(takeText());
            table.endRow();
            for (String row : table.rows()) {
                pages.add(row);
            }
            table = null;
        } else if (table == null) {
            endParagraph();
        }
    }

    private void verbatim(String environment) throws IOException, Refusal {
        endParagraph();
        tex.option();
        if (environment.equals("minted")) {
            tex.argument();
        }
        String inside = tex.upTo("\\end{" + environment + "}");
        text.append(inside.stripTrailing());
        endParagraph();
    }
}
