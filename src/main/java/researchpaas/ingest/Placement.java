package researchpaas.ingest;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import researchpaas.describe.Manuscript;
import researchpaas.document.Category;
import researchpaas.document.FileId;
import researchpaas.ingest.DrivePlaces.Way;

/// Which document a file belongs to, by where it lies: `paper(s)/`, `poster(s)/` and
/// `datasets/<name>/…` at any depth; anything else by name and type. One rule for every source.
///
/// @param origin the document's name for ever: the file itself, or the dataset's folder
/// @param dataset the name of that folder, if there is one
public record Placement(Category category, String origin, @Nullable String dataset) {
    private static final Set<String> FOLDERS =
            Set.of("paper", "papers", "poster", "posters", "dataset", "datasets");

    public static Placement of(SourceId source, FileId file, String path) {
        String[] parts = path.split("/");
        return of(file, parts, depth -> folder(source, Arrays.copyOf(parts, depth)));
    }

    /// The same for files whose folders have ids of their own: a dataset stays the same one when
    /// its folder is renamed or moved.
    ///
    /// @param path names and ids of the folders and of the file itself
    static Placement of(SourceId source, FileId file, Way path) {
        String[] parts = path.names().toArray(String[]::new);
        return of(
                file,
                parts,
                depth ->
                        new Placement(
                                Category.DATASET,
                                "dataset:item:" + source.value() + ":" + path.ids().get(depth - 1),
                                parts[depth - 1]));
    }

    /// Whether a folder on the way tells the category, so that the name need not.
    static boolean isTold(Way path) {
        return path.names().stream()
                .limit(path.names().size() - 1L)
                .anyMatch(name -> FOLDERS.contains(name.toLowerCase(Locale.ROOT)));
    }

    private static Placement of(FileId file, String[] parts, IntFunction<Placement> dataset) {
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
                            ? dataset.apply(i + 2)
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

    static Placement single(Category category, FileId file) {
        return new Placement(category, category.word() + ":file:" + file.value(), null);
    }

    private static Placement folder(SourceId source, String[] parts) {
        return new Placement(
                Category.DATASET,
                "dataset:folder:" + source.value() + ":" + String.join("/", parts),
                parts[parts.length - 1]);
    }
}
