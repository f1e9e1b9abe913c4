package researchpaas.ingest.extract.word;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import researchpaas.ingest.extract.office.OfficePackage;
import researchpaas.ingest.extract.office.XmlCursor;

/// What the paragraph styles of a Word file mean: which are headings, which are numbered.
final class DocxStyles {
    /// Word stores the English names in every language; other programs store their own.
    private static final Pattern HEADING = Pattern.compile("(?i)(?:heading|見出し)[ _]*([1-9１-９])");

    private static final Pattern TITLE = Pattern.compile("(?i)title|表題|タイトル");

    private static final int BODY = 9;

    private final Map<String, Style> styles = new HashMap<>();

    /// @param outline 0 for the outermost heading, 9 for body text, -1 when the style says nothing
    /// @param list -1 when the style says nothing
    private record Style(@Nullable String parent, int outline, int list, int listLevel) {}

    /// A place in a list.
    ///
    /// @param list its id, 0 for none
    /// @param level from 0
    record InList(int list, int level) {
        static final InList NONE = new InList(0, 0);
    }

    static DocxStyles read(OfficePackage file, @Nullable String part) throws IOException {
        DocxStyles styles = new DocxStyles();
        if (part != null && file.has(part)) {
            try (XmlCursor xml = file.read(part)) {
                while (xml.nextInside(1)) {
                    if (xml.name().equals("style")) {
                        styles.add(xml);
                    }
                }
            }
        }
        return styles;
    }

    private void add(XmlCursor xml) throws IOException {
        String id = xml.attribute("styleId", "");
        @Nullable String parent = null;
        int outline = -1;
        int list = -1;
        int listLevel = -1;
        for (int depth = xml.depth(); xml.nextInside(depth); ) {
            switch (xml.name()) {
                case "name" -> outline = Math.max(outline, ofName(xml.attribute("val", "")));
                case "basedOn" -> parent = xml.attribute("val");
                case "outlineLvl" -> outline = xml.number("val", outline);
                case "numId" -> list = xml.number("val", -1);
                case "ilvl" -> listLevel = xml.number("val", -1);
                default -> {
                    // how it looks
                }
            }
        }
        styles.put(id, new Style(parent, outline, list, listLevel));
    }

    private static int ofName(String name) {
        if (TITLE.matcher(name).matches()) {
            return 0;
        }
        Matcher heading = HEADING.matcher(name);
        return heading.matches() ? Integer.parseInt(heading.group(1)) - 1 : -1;
    }

    /// @return 1 for the outermost heading, 0 for body text
    int headingLevel(@Nullable String style) {
        Set<String> seen = new HashSet<>();
        for (String id = style; id != null && seen.add(id); ) {
            Style found = styles.get(id);
            if (found == null) {
                // a file without its styles, as some programs write it
                return level(ofName(id));
            }
            if (found.outline() >= 0) {
                return level(found.outline());
            }
            id = found.parent();
        }
        return 0;
    }

    static int level(int outline) {
        return outline < 0 || outline >= BODY ? 0 : outline + 1;
    }

    InList list(@Nullable String style) {
        int level = -1;
        Set<String> seen = new HashSet<>();
        for (String id = style; id != null && seen.add(id); ) {
            Style found = styles.get(id);
            if (found == null) {
                return InList.NONE;
            }
            level = level < 0 ? found.listLevel() : level;
            if (found.list() >= 0) {
                return new InList(found.list(), Math.max(0, level));
            }
            id = found.parent();
        }
        return InList.NONE;
    }
}
