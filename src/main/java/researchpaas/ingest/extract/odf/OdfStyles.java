package researchpaas.ingest.extract.odf;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import researchpaas.ingest.extract.office.XmlCursor;

/// What the paragraph styles of an OpenDocument file mean for its pages and headings.
final class OdfStyles {
    private final Map<String, Style> styles = new HashMap<>();

    /// @param breakBefore whether it asks for a page; absent when the style says nothing
    private record Style(
            @Nullable String parent,
            @Nullable Boolean breakBefore,
            @Nullable Boolean breakAfter,
            boolean title) {}

    /// Reads the style at which the cursor stands; anything else is left alone.
    void take(XmlCursor xml) throws IOException {
        if (!xml.name().equals("style")) {
            return;
        }
        String name = xml.attribute("name", "");
        @Nullable String parent = xml.attribute("parent-style-name");
        boolean masterPage = !xml.attribute("master-page-name", "").isEmpty();
        @Nullable Boolean before = masterPage ? Boolean.TRUE : null;
        @Nullable Boolean after = null;
        for (int depth = xml.depth(); xml.nextInside(depth); ) {
            if (xml.name().equals("paragraph-properties")
                    || xml.name().equals("table-properties")) {
                before = asks(xml.attribute("break-before"), before);
                after = asks(xml.attribute("break-after"), after);
            }
        }
        styles.put(name, new Style(parent, before, after, name.equals("Title")));
    }

    private static @Nullable Boolean asks(@Nullable String value, @Nullable Boolean otherwise) {
        return value == null ? otherwise : Boolean.valueOf(value.equals("page"));
    }

    boolean breaksBefore(String style) {
        Set<String> seen = new HashSet<>();
        for (Style one = styles.get(style); one != null; one = parent(one, seen)) {
            if (one.breakBefore() != null) {
                return one.breakBefore();
            }
        }
        return false;
    }

    boolean breaksAfter(String style) {
        Set<String> seen = new HashSet<>();
        for (Style one = styles.get(style); one != null; one = parent(one, seen)) {
            if (one.breakAfter() != null) {
                return one.breakAfter();
            }
        }
        return false;
    }

    boolean isTitle(String style) {
        Set<String> seen = new HashSet<>();
        for (Style one = styles.get(style); one != null; one = parent(one, seen)) {
            if (one.title()) {
                return true;
            }
        }
        return false;
    }

    /// @param seen ends a chain that leads back to itself
    private @Nullable Style parent(Style style, Set<String> seen) {
        String parent = style.parent();
        return parent != null && seen.add(parent) ? styles.get(parent) : null;
    }
}
