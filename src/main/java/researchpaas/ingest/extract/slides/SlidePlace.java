package researchpaas.ingest.extract.slides;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import researchpaas.document.Box;
import researchpaas.ingest.extract.office.XmlCursor;

/// Where something stands, and for a group what its members' coordinates mean. All in points.
///
/// @param box absent where the file does not tell
/// @param inner the stretch that a group's members see; absent for anything else
record SlidePlace(@Nullable Box box, @Nullable Box inner) {
    static final SlidePlace UNKNOWN = new SlidePlace(null, null);

    static final float EMU_PER_POINT = 12_700;

    /// @param xml at an `xfrm`
    static SlidePlace read(XmlCursor xml) throws IOException {
        float[] outer = new float[4];
        float[] inner = new float[4];
        boolean some = false;
        boolean group = false;
        for (int depth = xml.depth(); xml.nextInside(depth); ) {
            switch (xml.name()) {
                case "off" -> {
                    some = true;
                    outer[0] = points(xml, "x");
                    outer[1] = points(xml, "y");
                }
                case "ext" -> {
                    outer[2] = points(xml, "cx");
                    outer[3] = points(xml, "cy");
                }
                case "chOff" -> {
                    group = true;
                    inner[0] = points(xml, "x");
                    inner[1] = points(xml, "y");
                }
                case "chExt" -> {
                    inner[2] = points(xml, "cx");
                    inner[3] = points(xml, "cy");
                }
                default -> {
                    // extensions
                }
            }
        }
        return new SlidePlace(some ? box(outer) : null, group ? box(inner) : null);
    }

    private static float points(XmlCursor xml, String name) {
        return xml.number(name, 0) / EMU_PER_POINT;
    }

    private static Box box(float[] sides) {
        return new Box(sides[0], sides[1], Math.max(0, sides[2]), Math.max(0, sides[3]));
    }

    /// A member's place as the slide sees it.
    @Nullable Box outside(@Nullable Box member) {
        if (member == null || box == null || inner == null) {
            return member;
        }
        float wide = inner.width() == 0 ? 1 : box.width() / inner.width();
        float high = inner.height() == 0 ? 1 : box.height() / inner.height();
        return new Box(
                box.x() + (member.x() - inner.x()) * wide,
                box.y() + (member.y() - inner.y()) * high,
                member.width() * wide,
                member.height() * high);
    }
}
