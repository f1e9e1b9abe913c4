package researchpaas.ingest.extract.slides;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import researchpaas.document.Box;
import researchpaas.ingest.extract.office.OfficePackage;
import researchpaas.ingest.extract.office.XmlCursor;

/// Where a slide's placeholders stand when the slide itself does not say: its layout and the
/// layout's master do.
final class PptxLayouts {
    private final OfficePackage file;
    private final Map<String, List<Placeholder>> byPart = new HashMap<>();

    PptxLayouts(OfficePackage file) {
        this.file = file;
    }

    /// @param type empty for one that takes any content
    private record Placeholder(String type, String index, Box box) {}

    /// @param layout the layout's part
    @Nullable Box find(String layout, String type, String index) throws IOException {
        List<Placeholder> placeholders = read(layout);
        for (Placeholder one : placeholders) {
            if (one.index().equals(index) && isLike(one.type(), type)) {
                return one.box();
            }
        }
        for (Placeholder one : placeholders) {
            if (isLike(one.type(), type)) {
                return one.box();
            }
        }
        Optional<String> master = OfficePackage.target(file.relations(layout), "slideMaster");
        if (master.isPresent()) {
            for (Placeholder one : read(master.get())) {
                if (isLike(one.type(), type)) {
                    return one.box();
                }
            }
        }
        return null;
    }

    private static boolean isLike(String one, String other) {
        return kind(one).equals(kind(other));
    }

    private static String kind(String type) {
        return switch (type) {
            case "ctrTitle" -> "title";
            case "", "obj", "subTitle", "tbl", "chart", "dgm" -> "body";
            default -> type;
        };
    }

    private List<Placeholder> read(String part) throws IOException {
        List<Placeholder> known = byPart.get(part);
        if (known != null) {
            return known;
        }
        List<Placeholder> placeholders = new ArrayList<>();
        byPart.put(part, placeholders);
        if (!file.has(part)) {
            return placeholders;
        }
        try (XmlCursor xml = file.read(part)) {
            while (xml.nextInside(0)) {
                if (xml.name().equals("sp")) {
                    add(xml, placeholders);
                }
            }
        }
        return placeholders;
    }

    private static void add(XmlCursor xml, List<Placeholder> placeholders) throws IOException {
        @Nullable String type = null;
        String index = "";
        @Nullable Box box = null;
        for (int depth = xml.depth(); xml.nextInside(depth); ) {
            switch (xml.name()) {
                case "ph" -> {
                    type = xml.attribute("type", "");
                    index = xml.attribute("idx", "");
                }
                case "xfrm" -> box = SlidePlace.read(xml).box();
                case "txBody" -> xml.skip();
                default -> {
                    // how it looks
                }
            }
        }
        if (type != null && box != null) {
            placeholders.add(new Placeholder(type, index, box));
        }
    }
}
