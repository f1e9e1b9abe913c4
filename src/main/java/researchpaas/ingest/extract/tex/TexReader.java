package researchpaas.ingest.extract.tex;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import researchpaas.ingest.TextExtractor.FileInfo;
import researchpaas.ingest.extract.guard.Refusal;
import researchpaas.ingest.extract.letters.CleanText;
import researchpaas.ingest.extract.reader.Encoding;
import researchpaas.ingest.extract.reader.FormatReader;
import researchpaas.ingest.extract.reader.Pages;
import researchpaas.ingest.extract.reader.TextDecoding;
import researchpaas.ingest.extract.reader.TextSink;

/// TeX and LaTeX: what would be printed, with its sections. One file is one file: what it includes
/// is not followed.
public final class TexReader implements FormatReader {
    private static final int START = 20_000;
    private static final int SMALL = 10_000;
    private static final int MOST_AUTHORS = 100;
    private static final int MOST_MACROS = 500;
    private static final int LONGEST_MACRO = 200;

    private static final Pattern DECLARED =
            Pattern.compile("\\[([a-zA-Z0-9]{2,20})\\]\\{inputenc\\}");
    private static final Pattern VERBATIM =
            Pattern.compile(
                    "\\\\(begin|end)\\{(?:verbatim\\*?|Verbatim|lstlisting|minted|alltt)\\}");
    private static final Pattern MACRO =
            Pattern.compile(
                    "\\\\(?:re|provide)?newcommand\\*?\\s*\\{?\\\\([a-zA-Z]+)\\}?\\s*(?=\\{)");
    private static final Pattern NOTE =
            Pattern.compile("\\\\(?:thanks|footnote|inst|orcid|email|affiliation)\\b");
    private static final Pattern LINE_BREAK = Pattern.compile("\\\\\\\\(?:\\[[^\\]]{0,20}\\])?");

    @Override
    public void read(Path file, TextSink sink) throws IOException, Refusal {
        String tex = withoutComments(TextDecoding.read(file, sink.limits(), declared(file)));
        TexText.Source source =
                new TexText.Source(
                        macros(tex),
                        tex.contains("\\chapter"),
                        tex.codePoints().anyMatch(TexReader::isKana));
        Pages pages = new Pages(sink);
        String title = first(commands(tex, "title"), source);
        List<String> authors = authors(commands(tex, "author"), source);
        String date = first(commands(tex, "date"), source);
        pages.add(title);
        pages.add(String.join(", ", authors));
        pages.add(date);
        TexText.write(body(tex), source, pages);
        pages.end();
        sink.info(
                new FileInfo(
                        title.isEmpty() ? null : title,
                        authors.isEmpty() ? null : String.join("; ", authors),
                        date.isEmpty() ? null : date));
    }

    private static @Nullable Charset declared(Path file) throws IOException {
        byte[] start = Encoding.start(() -> Files.newInputStream(file), START);
        Matcher declaration = DECLARED.matcher(new String(start, StandardCharsets.ISO_8859_1));
        return declaration.find() ? Encoding.declared(declaration.group(1)) : null;
    }

    private static boolean isKana(int point) {
        return point >= 0x3041 && point <= 0x30FE;
    }

    /// A chapter may show a whole small document as an example, which is not the document.
    private static String body(String tex) {
        int begin = tex.indexOf("\\begin{document}");
        if (begin < 0) {
            return tex;
        }
        int start = begin + "\\begin{document}".length();
        int end = tex.indexOf("\\end{document}", start);
        String body = tex.substring(start, end < 0 ? tex.length() : end);
        return body.length() * 10L < tex.length() && tex.length() > SMALL ? tex : body;
    }

    /// A comment takes its line's end with it, as in TeX; a listing has none.
    private static String withoutComments(String tex) {
        StringBuilder bare = new StringBuilder(tex.length());
        boolean listing = false;
        for (String line : (Iterable<String>) tex.lines()::iterator) {
            Matcher border = VERBATIM.matcher(line);
            if (border.find()) {
                listing = border.group(1).equals("begin");
                while (border.find()) {
                    listing = border.group(1).equals("begin");
                }
            }
            int comment = listing ? -1 : comment(line);
            if (comment < 0) {
                bare.append(line).append('\n');
            } else {
                bare.append(line.substring(0, comment).stripLeading());
            }
        }
        return bare.toString();
    }

    private static int comment(String line) {
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '%') {
                return i;
            }
        }
        return -1;
    }

    private static Map<String, String> macros(String tex) {
        Map<String, String> macros = new HashMap<>();
        Matcher definition = MACRO.matcher(tex);
        while (definition.find() && macros.size() < MOST_MACROS) {
            String body =
                    new TexScanner(
                                    tex.substring(
                                            definition.end(),
                                            Math.min(
                                                    tex.length(),
                                                    definition.end() + 2 * LONGEST_MACRO)))
                            .argument();
            if (body.length() <= LONGEST_MACRO && !body.contains("\\" + definition.group(1))) {
                macros.put(definition.group(1), body);
            }
        }
        return macros;
    }

    /// The arguments of a command, wherever it stands.
    private static List<String> commands(String tex, String name) {
        List<String> arguments = new ArrayList<>();
        Matcher command =
                Pattern.compile(
                                "\\\\"
                                        + name
                                        + "(?![a-zA-Z])\\s*(?:\\[[^\\]]{0,200}\\])?\\s*(?=\\{)")
                        .matcher(tex);
        while (command.find() && arguments.size() < MOST_AUTHORS) {
            String rest =
                    tex.substring(command.end(), Math.min(tex.length(), command.end() + 20_000));
            arguments.add(new TexScanner(rest).argument());
        }
        return arguments;
    }

    private static String first(List<String> arguments, TexText.Source source)
            throws IOException, Refusal {
        for (String argument : arguments) {
            String line = CleanText.of(TexText.line(argument, source)).strip();
            if (!line.isEmpty()) {
                return line;
            }
        }
        return "";
    }

    /// Each name stands before its affiliation, on the first line.
    private static List<String> authors(List<String> arguments, TexText.Source source)
            throws IOException, Refusal {
        List<String> authors = new ArrayList<>();
        for (String argument : arguments) {
            for (String one : argument.split("\\\\(?:and|AND|And)(?![a-zA-Z])", -1)) {
                String name = LINE_BREAK.split(NOTE.split(one.strip(), 2)[0], 2)[0];
                String clean = CleanText.of(TexText.line(name, source)).strip();
                if (!clean.isEmpty() && authors.size() < MOST_AUTHORS) {
                    authors.add(clean);
                }
            }
        }
        return authors;
    }
}
