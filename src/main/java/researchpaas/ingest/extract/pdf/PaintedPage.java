package researchpaas.ingest.extract.pdf;

import java.awt.geom.Point2D;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.contentstream.PDFStreamEngine;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.blend.BlendMode;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.graphics.state.PDGraphicsState;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;
import org.jspecify.annotations.Nullable;
import researchpaas.document.HiddenText.Kind;
import researchpaas.ingest.extract.layout.Glyph;

/// Follows what a page paints, as far as it takes to tell which of its characters nobody sees.
/// Shapes count as the rectangles around them and colours that would take a profile as unknown, so
/// nothing is rendered; where that leaves a doubt, a character counts as seen.
final class PaintedPage {
    /// Kept in one page; beyond them every background is unknown.
    private static final int MOST_AREAS = 20_000;

    private static final int MOST_SHAPES = 200;

    /// Points. Nobody reads letters below it.
    private static final float TINY = 1f;

    private static final float SEE_THROUGH = 0.05f;

    /// Of a page that is a picture, with what was recognised in it laid over it.
    private static final float SCANNED = 0.5f;

    private final Rect page;
    private final Deque<State> states = new ArrayDeque<>();
    private State state;
    private final Shapes shapes = new Shapes();
    private final List<Area> areas = new ArrayList<>();
    private boolean tooMany;
    private float pictures;
    private final List<Sight> sights = new ArrayList<>();
    private @Nullable Sight drawing;
    private int hiddenGroups;

    PaintedPage(PDRectangle cropBox) {
        page =
                new Rect(
                        cropBox.getLowerLeftX(),
                        cropBox.getLowerLeftY(),
                        cropBox.getUpperRightX(),
                        cropBox.getUpperRightY());
        state = new State(Colour.BLACK, Colour.BLACK, Space.GRAY, Space.GRAY, 1, page);
    }

    /// In the page's own space, before it is turned.
    private record Rect(float left, float bottom, float right, float top) {
        boolean holds(float x, float y) {
            return x >= left && x <= right && y >= bottom && y <= top;
        }

        Rect within(Rect other) {
            return new Rect(
                    Math.max(left, other.left),
                    Math.max(bottom, other.bottom),
                    Math.min(right, other.right),
                    Math.min(top, other.top));
        }

        float size() {
            return Math.max(0, right - left) * Math.max(0, top - bottom);
        }
    }

    /// @param lineWidth as the file gives it
    private record State(
            Colour fill,
            Colour stroke,
            Space fillSpace,
            Space strokeSpace,
            float lineWidth,
            Rect clip) {
        State filling(Colour with, Space space) {
            return new State(with, stroke, space, strokeSpace, lineWidth, clip);
        }

        State stroking(Colour with, Space space) {
            return new State(fill, with, fillSpace, space, lineWidth, clip);
        }

        State lines(float width) {
            return new State(fill, stroke, fillSpace, strokeSpace, width, clip);
        }

        State within(Rect further) {
            return new State(fill, stroke, fillSpace, strokeSpace, lineWidth, clip.within(further));
        }
    }

    /// @param colour absent for a picture, a pattern, or where others shine through
    /// @param picture whether it is one
    private record Area(Rect rect, @Nullable Colour colour, boolean picture) {}

    /// What is known of one character.
    private static final class Sight {
        private final float x;
        private final float y;
        private final boolean unpainted;
        private final boolean clips;
        private final boolean offPage;
        private @Nullable Kind kind;
        private boolean received;

        Sight(float x, float y, boolean unpainted, boolean clips, boolean offPage) {
            this.x = x;
            this.y = y;
            this.unpainted = unpainted;
            this.clips = clips;
            this.offPage = offPage;
        }
    }

    // the state

    void save() {
        states.push(state);
    }

    void restore() {
        if (!states.isEmpty()) {
            state = states.pop();
        }
    }

    /// A form shows nothing outside of its box.
    ///
    /// @return for [#leave]
    int enter(PDFormXObject form, PDFStreamEngine engine) {
        states.push(state);
        PDRectangle box = form.getBBox();
        if (box != null) {
            Matrix matrix = form.getMatrix();
            for (int corner = 0; corner < 4; corner++) {
                Point2D.Float inside =
                        matrix.transformPoint(
                                (corner & 1) == 0 ? box.getLowerLeftX() : box.getUpperRightX(),
                                corner >> 1 == 0 ? box.getLowerLeftY() : box.getUpperRightY());
                shapes.add(engine.transformedPoint(inside.x, inside.y));
            }
            state = state.within(shapes.end().getFirst().rect());
        }
        return states.size();
    }

    void leave(int outer) {
        while (states.size() > outer) {
            states.pop();
        }
        restore();
    }

    /// A group is painted as a whole, with the state outside of it.
    int enterGroup(PDFormXObject form, PDFStreamEngine engine) {
        boolean hidden = hiddenGroups > 0 || isSeeThrough(engine.getGraphicsState());
        hiddenGroups += hidden ? 1 : 0;
        return enter(form, engine);
    }

    void leaveGroup(int outer) {
        hiddenGroups = Math.max(0, hiddenGroups - 1);
        leave(outer);
    }

    private static boolean isSeeThrough(PDGraphicsState graphics) {
        return graphics.getNonStrokeAlphaConstant() < SEE_THROUGH;
    }

    // painting

    void operator(String name, List<COSBase> operands, PDFStreamEngine engine) throws IOException {
        switch (name) {
            case "m", "l", "c", "v", "y" -> points(name, operands, engine);
            case "re" -> rectangle(operands, engine);
            case "h" -> {
                // the rectangle around it is the same
            }
            case "W", "W*" -> shapes.clips = true;
            case "f", "F", "f*" -> endPath(true, false, engine);
            case "B", "B*", "b", "b*" -> endPath(true, true, engine);
            case "S", "s" -> endPath(false, true, engine);
            case "n" -> endPath(false, false, engine);
            case "sh" -> paint(state.clip, null, false, engine.getGraphicsState());
            case "BI" -> picture(null, engine);
            case "Do" -> {
                if (!operands.isEmpty() && operands.getFirst() instanceof COSName object) {
                    picture(object, engine);
                }
            }
            case "w" -> {
                float[] width = numbers(operands);
                if (width.length == 1) {
                    state = state.lines(width[0]);
                }
            }
            case "g", "rg", "k", "cs", "sc", "scn" -> fill(name, operands, engine);
            case "G", "RG", "K", "CS", "SC", "SCN" -> stroke(name, operands, engine);
            default -> {
                // paints nothing
            }
        }
    }

    private void fill(String name, List<COSBase> operands, PDFStreamEngine engine) {
        Space space = space(name, operands, state.fillSpace, engine);
        Colour colour = colour(name, operands, space);
        state = state.filling(colour, space);
    }

    private void stroke(String name, List<COSBase> operands, PDFStreamEngine engine) {
        String lower = name.toLowerCase(Locale.ROOT);
        Space space = space(lower, operands, state.strokeSpace, engine);
        Colour colour = colour(lower, operands, space);
        state = state.stroking(colour, space);
    }

    private static Space space(
            String name, List<COSBase> operands, Space present, PDFStreamEngine engine) {
        return switch (name) {
            case "g" -> Space.GRAY;
            case "rg" -> Space.RGB;
            case "k" -> Space.CMYK;
            case "cs" ->
                    operands.isEmpty()
                            ? Space.UNKNOWN
                            : Space.of(operands.getFirst(), engine.getResources());
            default -> present;
        };
    }

    private static Colour colour(String name, List<COSBase> operands, Space space) {
        return name.equals("cs") ? space.first() : space.colour(numbers(operands));
    }

    private static float[] numbers(List<COSBase> operands) {
        float[] numbers = new float[operands.size()];
        for (int i = 0; i < numbers.length; i++) {
            if (!(operands.get(i) instanceof COSNumber number)) {
                return new float[0];
            }
            numbers[i] = number.floatValue();
        }
        return numbers;
    }

    private void points(String name, List<COSBase> operands, PDFStreamEngine engine) {
        float[] numbers = numbers(operands);
        if (name.equals("m")) {
            shapes.begin();
        }
        for (int i = 0; i + 1 < numbers.length; i += 2) {
            shapes.add(engine.transformedPoint(numbers[i], numbers[i + 1]));
        }
        shapes.curved |= !name.equals("m") && !name.equals("l");
    }

    private void rectangle(List<COSBase> operands, PDFStreamEngine engine) {
        float[] numbers = numbers(operands);
        if (numbers.length == 4) {
            shapes.begin();
            float right = numbers[0] + numbers[2];
            float top = numbers[1] + numbers[3];
            shapes.add(engine.transformedPoint(numbers[0], numbers[1]));
            shapes.add(engine.transformedPoint(right, numbers[1]));
            shapes.add(engine.transformedPoint(right, top));
            shapes.add(engine.transformedPoint(numbers[0], top));
            shapes.begin();
        }
    }

    private void endPath(boolean filled, boolean stroked, PDFStreamEngine engine) {
        PDGraphicsState graphics = engine.getGraphicsState();
        List<Shape> all = shapes.end();
        if (filled) {
            boolean whole = all.size() == 1 && all.getFirst().rectangle();
            for (Shape shape : all) {
                paint(shape.rect(), state.fill, whole, graphics);
            }
        }
        if (stroked) {
            float wide =
                    state.lineWidth * graphics.getCurrentTransformationMatrix().getScalingFactorX();
            for (Shape shape : all) {
                Rect line = shape.rect();
                boolean thin = Math.abs(wide) < 3;
                if (!thin) {
                    float half = Math.abs(wide) / 2;
                    Rect around =
                            new Rect(
                                    line.left - half,
                                    line.bottom - half,
                                    line.right + half,
                                    line.top + half);
                    paint(around, state.stroke, false, graphics);
                }
            }
        }
        if (shapes.clips && !all.isEmpty()) {
            Rect clip = all.getFirst().rect();
            for (Shape shape : all) {
                clip = union(clip, shape.rect());
            }
            state = state.within(clip);
        }
        shapes.clips = false;
    }

    private static Rect union(Rect one, Rect other) {
        return new Rect(
                Math.min(one.left, other.left),
                Math.min(one.bottom, other.bottom),
                Math.max(one.right, other.right),
                Math.max(one.top, other.top));
    }

    /// @param object absent for a picture within the stream
    private void picture(@Nullable COSName object, PDFStreamEngine engine) throws IOException {
        boolean opaque = false;
        if (object != null) {
            if (!engine.getResources().isImageXObject(object)) {
                return;
            }
            if (engine.getResources()
                            .getCOSObject()
                            .getCOSDictionary(COSName.XOBJECT)
                            .getDictionaryObject(object)
                    instanceof COSStream stream) {
                opaque =
                        !stream.containsKey(COSName.SMASK)
                                && !stream.containsKey(COSName.MASK)
                                && !stream.containsKey(COSName.SMASK_IN_DATA)
                                && !stream.getBoolean(COSName.IMAGE_MASK, false);
            }
        }
        shapes.begin();
        for (int corner = 0; corner < 4; corner++) {
            shapes.add(engine.transformedPoint(corner & 1, corner >> 1));
        }
        Rect rect = shapes.end().getFirst().rect();
        pictures += rect.within(state.clip).size();
        paint(rect, null, opaque, engine.getGraphicsState());
        if (!areas.isEmpty()) {
            Area last = areas.removeLast();
            areas.add(new Area(last.rect, null, true));
        }
    }

    /// @param covers whether nothing within the rectangle stays free
    private void paint(
            Rect shape, @Nullable Colour colour, boolean covers, PDGraphicsState graphics) {
        Rect rect = shape.within(state.clip);
        if (rect.size() < 1 || hiddenGroups > 0 || isSeeThrough(graphics)) {
            return;
        }
        boolean solid =
                graphics.getNonStrokeAlphaConstant() > 0.95
                        && graphics.getSoftMask() == null
                        && BlendMode.NORMAL.equals(graphics.getBlendMode());
        if (areas.size() < MOST_AREAS) {
            areas.add(new Area(rect, solid ? colour : null, false));
        } else {
            tooMany = true;
        }
        for (Sight sight : sights) {
            if (rect.holds(sight.x, sight.y)) {
                if (sight.clips) {
                    // what is painted now shows through the letters
                    sight.kind = null;
                } else if (covers && solid && sight.kind == null) {
                    sight.kind = Kind.COVERED;
                }
            }
        }
    }

    // characters

    /// Before the character is handed over, if it is.
    void glyph(Matrix place, Vector displacement, PDGraphicsState graphics) {
        Point2D.Float middle = place.transformPoint(displacement.getX() / 2, 0.3f);
        RenderingMode mode = graphics.getTextState().getRenderingMode();
        boolean filled = mode.isFill();
        boolean stroked = mode.isStroke();
        boolean seeThrough =
                (!filled || isSeeThrough(graphics))
                        && (!stroked || graphics.getAlphaConstant() < SEE_THROUGH);
        Sight sight =
                new Sight(
                        middle.x,
                        middle.y,
                        !filled && !stroked,
                        mode == RenderingMode.NEITHER_CLIP,
                        !state.clip.holds(middle.x, middle.y));
        if (seeThrough || hiddenGroups > 0) {
            sight.kind = Kind.TRANSPARENT;
        } else if (sight.offPage) {
            sight.kind = Kind.OFF_PAGE;
        } else if (Math.abs(graphics.getTextState().getHorizontalScaling()) < 5) {
            sight.kind = Kind.TINY;
        } else {
            @Nullable Colour behind = behind(middle.x, middle.y);
            if (behind != null
                    && (!filled || state.fill.looksLike(behind))
                    && (!stroked || state.stroke.looksLike(behind))) {
                sight.kind = Kind.COLOUR;
            }
        }
        drawing = sight;
    }

    /// The character became part of the text.
    ///
    /// @param size in points
    void received(float size) {
        Sight sight = drawing;
        if (sight == null || sight.received) {
            // a ligature may be handed over in parts: the first one's sight is theirs, too
            sight =
                    sight == null
                            ? new Sight(Float.NaN, Float.NaN, false, false, false)
                            : copy(sight);
        }
        sight.received = true;
        if (size < TINY && sight.kind == null) {
            sight.kind = Kind.TINY;
        }
        sights.add(sight);
    }

    private static Sight copy(Sight sight) {
        Sight copy = new Sight(sight.x, sight.y, sight.unpainted, sight.clips, sight.offPage);
        copy.kind = sight.kind;
        return copy;
    }

    /// Absent where nobody knows.
    private @Nullable Colour behind(float x, float y) {
        if (tooMany) {
            return null;
        }
        for (int i = areas.size() - 1; i >= 0; i--) {
            Area area = areas.get(i);
            if (area.rect.holds(x, y)) {
                return area.colour;
            }
        }
        return Colour.WHITE;
    }

    /// @param glyphs one for each character that was received
    List<Glyph> seen(List<Glyph> glyphs) {
        boolean scanned = pictures >= SCANNED * page.size();
        List<Glyph> seen = new ArrayList<>(glyphs.size());
        for (int i = 0; i < glyphs.size(); i++) {
            Sight sight = sights.get(i);
            Kind kind = scanned && isOnPicture(sight) ? null : sight.kind;
            seen.add(kind == null ? glyphs.get(i) : glyphs.get(i).hiddenBy(kind));
        }
        return seen;
    }

    /// What was recognised in a picture lies over it without colour, or under it.
    private boolean isOnPicture(Sight sight) {
        return ((sight.unpainted && !sight.offPage) || sight.kind == Kind.COVERED)
                && areas.stream().anyMatch(a -> a.picture && a.rect.holds(sight.x, sight.y));
    }

    /// A closed or open part of a path.
    ///
    /// @param rectangle whether its edges are those of the rectangle
    private record Shape(Rect rect, boolean rectangle) {}

    /// The path that is being drawn.
    private static final class Shapes {
        private final List<Shape> done = new ArrayList<>();
        private final List<Point2D.Float> points = new ArrayList<>();
        private float left;
        private float bottom;
        private float right;
        private float top;
        private boolean some;
        private boolean curved;
        private boolean clips;

        void begin() {
            if (some) {
                Shape shape = new Shape(new Rect(left, bottom, right, top), isRectangle());
                if (done.size() < MOST_SHAPES) {
                    done.add(shape);
                } else {
                    Shape last = done.removeLast();
                    done.add(new Shape(union(last.rect, shape.rect), false));
                }
            }
            some = false;
            curved = false;
            points.clear();
        }

        void add(Point2D.Float point) {
            if (!some) {
                left = right = point.x;
                bottom = top = point.y;
                some = true;
            }
            left = Math.min(left, point.x);
            right = Math.max(right, point.x);
            bottom = Math.min(bottom, point.y);
            top = Math.max(top, point.y);
            if (points.size() < 6) {
                points.add(point);
            }
        }

        private boolean isRectangle() {
            return !curved
                    && points.size() >= 4
                    && points.size() < 6
                    && points.stream().allMatch(this::isCorner);
        }

        private boolean isCorner(Point2D.Float point) {
            return (Math.abs(point.x - left) < 0.1f || Math.abs(point.x - right) < 0.1f)
                    && (Math.abs(point.y - bottom) < 0.1f || Math.abs(point.y - top) < 0.1f);
        }

        List<Shape> end() {
            begin();
            List<Shape> all = List.copyOf(done);
            done.clear();
            return all;
        }
    }
}
