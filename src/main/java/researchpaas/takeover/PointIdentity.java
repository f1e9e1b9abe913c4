package researchpaas.takeover;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import researchpaas.document.Category;

/// Which paper, poster or dataset of the earlier system a point stands for.
///
/// @param number absent where it bears none
/// @param path where the file lay, empty where the point does not say
/// @param name of the file or the dataset
record PointIdentity(
        Layout layout, Category category, @Nullable Long number, String path, String name) {
    private static final Pattern SPOKEN_ID = Pattern.compile("(paper|poster|dataset)_(\\d{1,18})");

    /// How the earlier system wrote its points.
    enum Layout {
        /// An id by a hash, the old path among what is said.
        A,
        /// An id that speaks, a file's name and no path.
        B
    }

    /// Empty where it does not say what it is.
    static Optional<PointIdentity> of(EarlierPoint point) {
        EarlierRow row = point.row();
        Matcher spoken = SPOKEN_ID.matcher(point.id());
        boolean speaks = spoken.matches();
        Optional<Category> category =
                row.text("category")
                        .or(() -> row.text("type"))
                        .or(() -> speaks ? Optional.of(spoken.group(1)) : Optional.empty())
                        .map(word -> word.toLowerCase(Locale.ROOT).replaceFirst("s$", ""))
                        .flatMap(Category::of);
        if (category.isEmpty()) {
            return Optional.empty();
        }
        Optional<Long> number =
                row.number("document_id")
                        .or(() -> row.number("id"))
                        .or(() ->
                                speaks
                                        ? Optional.of(Long.valueOf(spoken.group(2)))
                                        : Optional.empty())
                        .filter(id -> id >= 1);
        String path = row.text("file_path").orElse("");
        return Optional.of(
                new PointIdentity(
                        row.text("document_id").isPresent() ? Layout.A : Layout.B,
                        category.get(),
                        number.orElse(null),
                        path,
                        name(point, category.get(), path)));
    }

    private static String name(EarlierPoint point, Category category, String path) {
        EarlierRow row = point.row();
        if (category == Category.DATASET) {
            return row.text("name").or(() -> row.text("title")).orElse(point.id());
        }
        return row.text("file_name")
                .or(() -> Optional.of(path.substring(path.lastIndexOf('/') + 1)))
                .filter(name -> !name.isBlank())
                .or(() -> row.text("title"))
                .orElse(point.id());
    }

    /// What tells it from another one under the same id.
    String oldPlace() {
        return category == Category.DATASET || path.isEmpty() ? name : path;
    }

    /// The table whose row it was made from.
    String table() {
        return category.word() + "s";
    }
}
