package researchpaas.ingest;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import researchpaas.describe.Manuscript;
import researchpaas.document.Category;
import researchpaas.document.FileId;

/// Which document a file belongs to, by where it lies: `paper(s)/`, `poster(s)/` and
/// `datasets/<name>/…` at any depth; anything else by name and type. One rule for every source.
///
/// @param origin the document's name for ever: the file itself, or the dataset's folder
/// @param dataset the name of that folder, if there is one
public record Placement(Category category, String origin, @Nullable String dataset) {
    public static Placement of(SourceId source, FileId file, String path) {
        String[] parts = path.split("/");
        for (int i = 0; i < parts.length - 1; i++) {
            switch (parts[i].toLowerCase(Locale.ROOT)) {
                case "paper", "papers" -> {
                    return single(Category.PAPER, file);
                }
                case "poster", "posters" -> {
                    return single(Category.POSTER, file);
                }
                case "dataset", "datasets" -> {
                    // a file that lies in datasets/ itself is a dataset of one file
                    return i + 2 < parts.length
                            ? folder(source, Arrays.copyOf(parts, i + 2))
                            : single(Category.DATASET, file);
                }
                default -> {
                    // an ordinary folder: the next part may tell
                }
            }
        }
        return single(byName(parts[parts.length - 1]), file);
    }

    private static Category byName(String name) {
        String lower = Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        if (lower.contains("poster") || lower.contains("ポスター")) {
            return Category.POSTER;
        }
        return Manuscript.isData(lower) ? Category.DATASET : Category.PAPER;
    }

    private static Placement single(Category category, FileId file) {
        return new Placement(category, category.word() + ":file:" + file.value(), null);
    }

    private static Placement folder(SourceId source, String[] parts) {
        return new Placement(
                Category.DATASET,
                "dataset:folder:" + source.value() + ":" + String.join("/", parts),
                parts[parts.length - 1]);
    }
}
