package researchpaas.ingest.extract.slides;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import researchpaas.document.Box;

/// The order in which a slide or a poster is read: the title, then from top to bottom, and where
/// columns stand side by side, column after column.
///
/// A file keeps shapes in the order in which they lie over each other, which is that of drawing.
public final class SlideOrder {
    /// Shapes may overlap by this share of the smaller one and still count as side by side.
    private static final double OVERLAP = 0.1;

    /// A drawing made of hundreds of labels has no columns.
    private static final int MOST = 200;

    private SlideOrder() {}

    /// Where a shape's place is not known, the file's own order stays, behind the title.
    public static List<SlideShape> of(List<SlideShape> shapes) {
        List<SlideShape> order =
                new ArrayList<>(shapes.stream().filter(SlideShape::isTitle).toList());
        List<Placed> placed = new ArrayList<>();
        List<SlideShape> rest = shapes.stream().filter(shape -> !shape.isTitle()).toList();
        for (SlideShape shape : rest) {
            @Nullable Box place = shape.place();
            if (place != null) {
                placed.add(new Placed(shape, place));
            }
        }
        if (placed.size() < rest.size()) {
            order.addAll(rest);
        } else if (rest.size() > MOST) {
            placed.sort(Comparator.comparingDouble(Placed::y).thenComparingDouble(Placed::x));
            placed.forEach(one -> order.add(one.shape()));
        } else {
            arrange(placed).forEach(one -> order.add(one.shape()));
        }
        return order;
    }

    private record Placed(SlideShape shape, Box box) {
        double x() {
            return box.x();
        }

        double y() {
            return box.y();
        }

        double right() {
            return x() + box.width();
        }

        double bottom() {
            return y() + box.height();
        }
    }

    private static List<Placed> arrange(List<Placed> shapes) {
        if (shapes.size() <= 1) {
            return shapes;
        }
        List<List<Placed>> columns = cut(shapes, Placed::x, Placed::right);
        if (columns.size() > 1) {
            return columns.stream().flatMap(column -> arrange(column).stream()).toList();
        }
        List<List<Placed>> bands = cut(shapes, Placed::y, Placed::bottom);
        return bands.size() > 1
                ? arrangeBands(bands)
                : shapes.stream()
                        .sorted(
                                Comparator.comparingDouble(Placed::y)
                                        .thenComparingDouble(Placed::x))
                        .toList();
    }

    /// As many bands as together fall into columns are read as columns.
    private static List<Placed> arrangeBands(List<List<Placed>> bands) {
        List<Placed> order = new ArrayList<>();
        for (int from = 0; from < bands.size(); ) {
            int to = bands.size();
            while (to > from + 1 && !hasColumns(bands.subList(from, to))) {
                to--;
            }
            order.addAll(arrange(joined(bands.subList(from, to))));
            from = to;
        }
        return order;
    }

    private static boolean hasColumns(List<List<Placed>> bands) {
        return cut(joined(bands), Placed::x, Placed::right).size() > 1;
    }

    private static List<Placed> joined(List<List<Placed>> bands) {
        return bands.stream().flatMap(List::stream).toList();
    }

    /// Groups between which nothing lies.
    private static List<List<Placed>> cut(
            List<Placed> shapes, ToDoubleFunction<Placed> start, ToDoubleFunction<Placed> end) {
        List<List<Placed>> groups = new ArrayList<>();
        double reach = Double.NEGATIVE_INFINITY;
        for (Placed shape : shapes.stream().sorted(Comparator.comparingDouble(start)).toList()) {
            double from = start.applyAsDouble(shape);
            double to = end.applyAsDouble(shape);
            if (from >= reach - OVERLAP * (to - from)) {
                groups.add(new ArrayList<>());
            }
            groups.getLast().add(shape);
            reach = Math.max(reach, to);
        }
        return groups;
    }
}
