package researchpaas.describe;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import researchpaas.document.Category;
import researchpaas.document.Heading;
import researchpaas.document.Page;

/// A file as it was read, before anything is known about it.
///
/// @param fileName with its ending, without folders
/// @param dataset the name of the dataset whose folder it lies in, if it does
/// @param pages at least one
/// @param headings in the order of the text
/// @param clues what the file says of itself
/// @param modifiedAt of the file, the last resort for a date
public record Manuscript(
        String fileName,
        @Nullable String dataset,
        Category category,
        List<Page> pages,
        List<Heading> headings,
        Clues clues,
        Instant modifiedAt) {
    private static final Set<String> DATA =
            Set.of(
                    "csv", "tsv", "tab", "json", "geojson", "jsonl", "ndjson", "xlsx", "xlsm",
                    "ods");

    public Manuscript {
        pages = List.copyOf(pages);
        headings = List.copyOf(headings);
        if (pages.isEmpty()) {
            throw new IllegalArgumentException("a manuscript has at least one page");
        }
    }

    /// Whether it is values rather than prose: a table's first line or sheet is no title.
    boolean isData() {
        return isData(fileName);
    }

    /// Whether a file of this name holds values rather than prose.
    public static boolean isData(String fileName) {
        return endsWith(fileName, DATA);
    }

    /// Whether its first line may be its title: that of an e-mail or of code is none.
    boolean mayBeginWithItsTitle() {
        return !isData() && !endsWith(fileName, Set.of("eml", "ipynb"));
    }

    private static boolean endsWith(String fileName, Set<String> endings) {
        int dot = fileName.lastIndexOf('.');
        return endings.contains(fileName.substring(dot + 1).toLowerCase(Locale.ROOT));
    }

    /// The file's own fields, to be believed with care.
    ///
    /// @param created a date in ISO 8601, or its beginning
    public record Clues(@Nullable String title, @Nullable String author, @Nullable String created) {
        public static final Clues NONE = new Clues(null, null, null);
    }
}
