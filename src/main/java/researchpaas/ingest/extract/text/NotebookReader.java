package researchpaas.ingest.extract.text;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import researchpaas.ingest.Reason;
import researchpaas.ingest.TextExtractor.FileInfo;
import researchpaas.ingest.extract.guard.Refusal;
import researchpaas.ingest.extract.letters.CleanText;
import researchpaas.ingest.extract.reader.FormatReader;
import researchpaas.ingest.extract.reader.Pages;
import researchpaas.ingest.extract.reader.TextDecoding;
import researchpaas.ingest.extract.reader.TextSink;
import researchpaas.ingest.extract.table.JsonParsing;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Jupyter notebooks (format 3 and 4): cells in order, Markdown with its headings, code, and what
/// it printed. Pictures are passed over unread, so a notebook may be much bigger than its text.
public final class NotebookReader implements FormatReader {
    /// UTF-16 units of what one cell printed.
    private static final int LONGEST_OUTPUT = 10_000;

    private static final int LONGEST_SOURCE = 1_000_000;

    /// `<Figure size 640x480 with 1 Axes>` stands for a picture.
    private static final Pattern PICTURE = Pattern.compile("<[^<>]{1,200}>");

    private static final Pattern TERMINAL_COLOURS = Pattern.compile("\\x1B\\[[0-9;]*m");

    @Override
    public void read(Path file, TextSink sink) throws IOException, Refusal {
        Pages pages = new Pages(sink);
        Info info = new Info();
        boolean someCells = false;
        try (Reader text = TextDecoding.open(file);
                JsonParser json = JsonParsing.parser(text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new Refusal(Reason.Code.BROKEN);
            }
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "cells" -> someCells |= cells(json, pages);
                    case "worksheets" -> someCells |= worksheets(json, pages);
                    case "metadata" -> info.read(json);
                    default -> json.skipChildren();
                }
            }
        } catch (JacksonException e) {
            throw new Refusal(Reason.Code.BROKEN);
        }
        if (!someCells) {
            throw new Refusal(Reason.Code.BROKEN);
        }
        pages.end();
        sink.info(info.found());
    }

    /// Format 3 has lists of cells within a list.
    private static boolean worksheets(JsonParser json, Pages pages) throws IOException, Refusal {
        boolean someCells = false;
        if (json.currentToken() != JsonToken.START_ARRAY) {
            json.skipChildren();
            return false;
        }
        while (json.nextToken() == JsonToken.START_OBJECT) {
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean cells = json.currentName().equals("cells");
                json.nextToken();
                if (cells) {
                    someCells |= cells(json, pages);
                } else {
                    json.skipChildren();
                }
            }
        }
        return someCells;
    }

    private static boolean cells(JsonParser json, Pages pages) throws IOException, Refusal {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            json.skipChildren();
            return false;
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() == JsonToken.START_OBJECT) {
                new Cell(json).write(pages);
            } else {
                json.skipChildren();
            }
        }
        return true;
    }

    /// A string, or a list of strings that belong together.
    private static String lines(JsonParser json, int longest) {
        StringBuilder lines = new StringBuilder();
        if (json.currentToken() == JsonToken.START_ARRAY) {
            while (json.nextToken() != JsonToken.END_ARRAY) {
                if (json.currentToken() == JsonToken.VALUE_STRING && lines.length() < longest) {
                    lines.append(json.getString());
                }
                json.skipChildren();
            }
        } else if (json.currentToken() == JsonToken.VALUE_STRING) {
            lines.append(json.getString());
        } else {
            json.skipChildren();
        }
        return CleanText.of(
                CleanText.cut(lines.toString(), longest).replace("\r\n", "\n").replace('\r', '\n'));
    }

    /// One cell; its fields may come in any order.
    private static final class Cell {
        private String type = "";
        private String source = "";
        private int level = 1;
        private final StringBuilder outputs = new StringBuilder();

        private Cell(JsonParser json) {
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                switch (name) {
                    case "cell_type" -> type = JsonParsing.value(json);
                    case "source", "input" -> source = lines(json, LONGEST_SOURCE);
                    case "level" -> level = value.isNumeric() ? json.getIntValue() : 1;
                    case "outputs" -> outputs(json);
                    default -> json.skipChildren();
                }
            }
        }

        private void write(Pages pages) throws IOException, Refusal {
            switch (type) {
                case "markdown" -> {
                    MarkdownReader.Plain plain = MarkdownReader.plain(source);
                    pages.add(plain.text(), plain.headings());
                }
                case "heading" ->
                        pages.add(
                                source.strip().replace('\n', ' '),
                                OptionalInt.of(Math.clamp(level, 1, 6)));
                default -> pages.add(source.strip());
            }
            pages.add(outputs.toString().strip());
        }

        private void outputs(JsonParser json) {
            if (json.currentToken() != JsonToken.START_ARRAY) {
                json.skipChildren();
                return;
            }
            while (json.nextToken() != JsonToken.END_ARRAY) {
                if (json.currentToken() == JsonToken.START_OBJECT) {
                    output(json);
                } else {
                    json.skipChildren();
                }
            }
        }

        /// What a stream wrote, the plain form of a value, the last line of an error.
        private void output(JsonParser json) {
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                switch (name) {
                    case "text", "text/plain", "evalue" -> print(lines(json, LONGEST_OUTPUT));
                    case "data" -> {
                        if (value == JsonToken.START_OBJECT) {
                            output(json);
                        } else {
                            json.skipChildren();
                        }
                    }
                    default -> json.skipChildren();
                }
            }
        }

        private void print(String text) {
            String plain = TERMINAL_COLOURS.matcher(text).replaceAll("").strip();
            if (outputs.length() < LONGEST_OUTPUT && !PICTURE.matcher(plain).matches()) {
                outputs.append(plain).append('\n');
            }
        }
    }

    /// What the notebook says of itself.
    private static final class Info {
        private @Nullable String title;
        private final List<String> authors = new ArrayList<>();

        private void read(JsonParser json) {
            if (json.currentToken() != JsonToken.START_OBJECT) {
                json.skipChildren();
                return;
            }
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "title" -> title = clean(JsonParsing.value(json));
                    case "authors" -> authors(json);
                    default -> json.skipChildren();
                }
            }
        }

        /// `[{"name": "…"}, …]`
        private void authors(JsonParser json) {
            if (json.currentToken() != JsonToken.START_ARRAY) {
                json.skipChildren();
                return;
            }
            while (json.nextToken() != JsonToken.END_ARRAY) {
                String name = clean(JsonParsing.row(json).getOrDefault("name", ""));
                if (name != null) {
                    authors.add(name);
                }
            }
        }

        private static @Nullable String clean(String value) {
            String clean = CleanText.of(value).strip();
            return clean.isEmpty() ? null : clean;
        }

        private FileInfo found() {
            return new FileInfo(title, authors.isEmpty() ? null : String.join("; ", authors), null);
        }
    }
}
