package researchpaas.ingest.extract.odf;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import researchpaas.ingest.extract.office.XmlCursor;

/// What the styles of an OpenDocument file mean for its pages and headings, and for who sees the
/// words.
final class OdfStyles {
    private static final double TINIEST = 2;

    private final Map<String, Style> styles = new HashMap<>();
    private boolean whitePaper = true;

    /// @param breakBefore whether it asks for a page; absent when the style says nothing
    private record Style(
            @Nullable String parent,
            @Nullable Boolean breakBefore,
            @Nullable Boolean breakAfter,
            boolean title,
            Looks looks) {}

    /// @param white of the letters; each absent when the style says nothing
    private record Looks(
            @Nullable Boolean shown,
            @Nullable Boolean white,
            @Nullable Boolean onColour,
            @Nullable Boolean tiny) {
        /// As the file's elements say it, one after the other.
        Looks with(XmlCursor xml) {
            String display = xml.attribute("display", "");
            String colour = xml.attribute("color", "").toLowerCase(Locale.ROOT);
            String size = xml.attribute("font-size", "");
            String behind = xml.attribute("background-color", "").toLowerCase(Locale.ROOT);
            return new Looks(
                    display.isEmpty() ? shown : Boolean.valueOf(!display.matches("none|false")),
                    colour.isEmpty() ? white : Boolean.valueOf(isWhite(colour)),
                    behind.isEmpty() ? onColour : Boolean.valueOf(isColoured(behind)),
                    size.matches("\\d{1,3}(\\.\\d{1,3})?pt")
                            ? Boolean.valueOf(points(size) <= TINIEST)
                            : tiny);
        }
    }

    private static boolean isWhite(String colour) {
        return colour.matches("#f[c-f]f[c-f]f[c-f]");
    }

    private static boolean isColoured(String behind) {
        return !behind.equals("transparent") && !isWhite(behind);
    }

    private static double points(String size) {
        return Double.parseDouble(size.substring(0, size.length() - 2));
    }

    /// Reads the style at which the cursor stands; anything else is left alone.
    void take(XmlCursor xml) throws IOException {
        if (xml.name().equals("page-layout-properties")) {
            String behind = xml.attribute("background-color", "").toLowerCase(Locale.ROOT);
            whitePaper &= behind.isEmpty() || !isColoured(behind);
        }
        if (!xml.name().equals("style")) {
            return;
        }
        String name = xml.attribute("name", "");
        @Nullable String parent = xml.attribute("parent-style-name");
        boolean masterPage = !xml.attribute("master-page-name", "").isEmpty();
        @Nullable Boolean before = masterPage ? Boolean.TRUE : null;
        @Nullable Boolean after = null;
        Looks looks = new Looks(null, null, null, null);
        for (int depth = xml.depth(); xml.nextInside(depth); ) {
            looks = looks.with(xml);
            if (xml.name().equals("paragraph-properties")
                    || xml.name().equals("table-properties")) {
                before = asks(xml.attribute("break-before"), before);
                after = asks(xml.attribute("break-after"), after);
            }
        }
        styles.put(name, new Style(parent, before, after, name.equals("Title"), looks));
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

    /// Whether words, a table or a section in the style are shown at all.
    boolean isShown(String style) {
        return told(style, Looks::shown).orElse(true);
    }

    boolean isTiny(String style) {
        return told(style, Looks::tiny).orElse(false);
    }

    /// Whether letters in the style are white and nothing that is told here stands behind them.
    boolean isWhiteOnWhite(String style, String paragraph) {
        boolean white =
                told(style, Looks::white).or(() -> told(paragraph, Looks::white)).orElse(false);
        boolean behind =
                told(style, Looks::onColour)
                        .or(() -> told(paragraph, Looks::onColour))
                        .orElse(false);
        return white && whitePaper && !behind;
    }

    private Optional<Boolean> told(String style, Function<Looks, @Nullable Boolean> what) {
        Set<String> seen = new HashSet<>();
        for (Style one = styles.get(style); one != null; one = parent(one, seen)) {
            Boolean told = what.apply(one.looks());
            if (told != null) {
                return Optional.of(told);
            }
        }
        return Optional.empty();
    }

    /// @param seen ends a chain that leads back to itself
    private @Nullable Style parent(Style style, Set<String> seen) {
        String parent = style.parent();
        return parent != null && seen.add(parent) ? styles.get(parent) : null;
    }
}
