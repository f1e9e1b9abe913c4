package researchpaas.ingest.extract.layout;

import java.util.List;
import java.util.function.Predicate;

/// One page's lines in reading order.
public record PageLines(int number, float width, float height, List<TextLine> lines) {
    PageLines without(Predicate<TextLine> dropped) {
        return new PageLines(
                number, width, height, lines.stream().filter(dropped.negate()).toList());
    }
}
