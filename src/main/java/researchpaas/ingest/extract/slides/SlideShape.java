package researchpaas.ingest.extract.slides;

import java.util.List;
import org.jspecify.annotations.Nullable;
import researchpaas.document.Box;

/// Something with text on a slide.
///
/// @param place in points; absent where the file does not tell
/// @param paragraphs or a table's rows; at least one, each with words
public record SlideShape(boolean isTitle, @Nullable Box place, List<String> paragraphs) {
    public SlideShape {
        paragraphs = List.copyOf(paragraphs);
    }

    String text() {
        return String.join("\n", paragraphs);
    }
}
