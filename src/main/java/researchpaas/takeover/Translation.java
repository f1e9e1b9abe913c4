package researchpaas.takeover;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import researchpaas.document.Category;
import researchpaas.document.Language;
import researchpaas.document.Publication.Description;
import researchpaas.ingest.SourceFile;
import researchpaas.takeover.Meaning.Refusal;
import researchpaas.takeover.Meaning.Times;

/// What the old rows mean. Each file gets a path whose first part tells its category, so that it
/// belongs to the same document whenever and however it is read later.
///
/// @param zone of the times that the earlier system wrote as local
/// @param otherwise when a row that has no time was made
/// @param datasets the folder of each dataset, by its key
record Translation(
        Generation generation, ZoneId zone, Instant otherwise, Map<String, String> datasets) {
    static final int LONGEST_PATH = 4_000;

    /// The path of what stands for a dataset whether it has files or not.
    static final String CARD = "datasets/[^/]+/README";

    /// What the earlier system wrote where it had not analysed a file.
    private static final Set<String> NOT_ANALYSED =
            Set.of("Google Drive File", "Google Driveから取得されたファイル");

    private static final String NOT_ANALYSED_DATASET = "Google Driveから同期: \\d+ファイル";

    Meaning of(EarlierRow row) {
        if (!understands(row.table())) {
            return new Meaning.Extra();
        }
        return switch (row.table()) {
            case "papers" -> single(row, Category.PAPER);
            case "posters" -> single(row, Category.POSTER);
            case "datasets" -> dataset(row);
            case "dataset_files" -> datasetFile(row);
            case "paper_dataset_relations" -> link(row, "papers", "paper_id");
            case "poster_dataset_relations" -> link(row, "posters", "poster_id");
            case "research_data" -> research(row);
            default -> new Meaning.Extra();
        };
    }

    boolean understands(String table) {
        return switch (table) {
            case "papers", "posters", "paper_dataset_relations", "poster_dataset_relations" ->
                    generation != Generation.G0;
            case "datasets", "dataset_files" -> true;
            case "research_data" -> generation == Generation.G0;
            default -> false;
        };
    }

    /// The category whose numbers the table gave.
    Optional<Category> numbers(String table) {
        if (generation == Generation.G0) {
            return Optional.empty();
        }
        return switch (table) {
            case "papers" -> Optional.of(Category.PAPER);
            case "posters" -> Optional.of(Category.POSTER);
            case "datasets" -> Optional.of(Category.DATASET);
            default -> Optional.empty();
        };
    }

    /// By the rules of the earlier system: what SQLite filled in is UTC, what came from the files'
    /// own times is local.
    Times times(EarlierRow row) {
        boolean local =
                Set.of("papers", "posters", "dataset_files", "research_data").contains(row.table());
        ZoneId zoneOfFiles = local ? zone : ZoneOffset.UTC;
        Optional<String> created = row.text("created_at").or(() -> row.text("created_date"));
        return new Times(
                EarlierTime.of(created, zoneOfFiles).orElse(null),
                EarlierTime.of(row.text("updated_at"), zoneOfFiles).orElse(null),
                EarlierTime.of(row.text("indexed_at"), ZoneOffset.UTC).orElse(null));
    }

    private Meaning single(EarlierRow row, Category category) {
        Optional<Long> number = row.number("id").filter(id -> id >= 1);
        if (number.isEmpty()) {
            return new Meaning.Unusable(Refusal.NO_NUMBER);
        }
        Optional<String> name = name(row);
        if (name.isEmpty()) {
            return new Meaning.Unusable(Refusal.NO_NAME);
        }
        String old = row.text("file_path").orElse(name.get());
        return file(
                row,
                category,
                number.get(),
                null,
                category.word() + "s/" + place(old, name.get()),
                described(
                        row,
                        title(row, name.get()),
                        analysed(row, "abstract"),
                        row.text("authors")),
                old);
    }

    private Meaning dataset(EarlierRow row) {
        boolean numbered = generation != Generation.G0;
        Optional<Long> number = row.number("id").filter(id -> id >= 1);
        if (numbered && number.isEmpty()) {
            return new Meaning.Unusable(Refusal.NO_NUMBER);
        }
        String name = row.text("name").orElse(row.key());
        String summary =
                analysed(row, "summary")
                        .or(() -> analysed(row, "llm_generated_summary"))
                        .or(() -> analysed(row, "description"))
                        .orElse("");
        // stands for the dataset even if it has no file, and heads those that it has
        String path = "datasets/" + folder(row) + "/README";
        return file(
                row,
                Category.DATASET,
                numbered ? number.get() : null,
                null,
                path,
                described(row, name, Optional.of(summary), Optional.empty()),
                name);
    }

    private Meaning datasetFile(EarlierRow row) {
        String dataset = row.text("dataset_id").orElse("");
        Optional<String> name = name(row);
        if (name.isEmpty()) {
            return new Meaning.Unusable(Refusal.NO_NAME);
        }
        String old = row.text("file_path").orElse(name.get());
        String folder = datasets.getOrDefault(dataset, "");
        return file(
                row,
                Category.DATASET,
                null,
                dataset,
                "datasets/" + folder + "/" + place(old, name.get()),
                described(
                        row,
                        name.get(),
                        analysed(row, "summary").or(() -> analysed(row, "description")),
                        Optional.empty()),
                old);
    }

    private Meaning research(EarlierRow row) {
        Optional<String> name = name(row).or(() -> row.text("title"));
        if (name.isEmpty()) {
            return new Meaning.Unusable(Refusal.NO_NAME);
        }
        String old = row.text("file_path").orElse(row.key());
        Category category =
                Category.of(
                                row.text("data_type")
                                        .orElse("")
                                        .toLowerCase(Locale.ROOT)
                                        .replaceAll("s$", ""))
                        .orElse(Category.PAPER);
        String folder =
                category == Category.DATASET
                        ? "datasets/" + segment(row.key())
                        : category.word() + "s";
        return file(
                row,
                category,
                null,
                null,
                folder + "/" + place(old, name.get()),
                described(
                        row, title(row, name.get()), analysed(row, "summary"), row.text("authors")),
                old);
    }

    private Meaning file(
            EarlierRow row,
            Category category,
            @Nullable Long number,
            @Nullable String dataset,
            String path,
            Description description,
            String oldPlace) {
        if (path.length() > LONGEST_PATH) {
            return new Meaning.Unusable(Refusal.PATH_TOO_LONG);
        }
        Times times = times(row);
        Instant modified = first(Times.instant(times.updated()), Times.instant(times.created()));
        String sha256 =
                row.text("content_hash").filter(hash -> hash.matches("[0-9a-f]{64}")).orElse(null);
        long size = row.number("file_size").filter(bytes -> bytes >= 0).orElse(0L);
        return new Meaning.File(
                category,
                number,
                dataset,
                new SourceFile(path, size, modified),
                sha256,
                description,
                description.summary(),
                oldPlace);
    }

    private static Meaning link(EarlierRow row, String table, String column) {
        return new Meaning.Link(
                table,
                row.text(column).orElse(""),
                row.text("dataset_id").orElse(""),
                shortened(row.text("relation_type").orElse("cited")),
                row.real("confidence").orElse(null),
                row.text("notes").map(Translation::storable).orElse(null));
    }

    private static String shortened(String type) {
        return storable(type.length() > 50 ? type.substring(0, 50) : type);
    }

    private Description described(
            EarlierRow row, String title, Optional<String> summary, Optional<String> authors) {
        String text = summary.map(Translation::storable).orElse("");
        Times times = times(row);
        return new Description(
                storable(title),
                authors.filter(Translation::isAnalysed).map(Translation::names).orElse(List.of()),
                text,
                Stream.concat(
                                row.text("keywords").stream().flatMap(Translation::words),
                                Stream.concat(
                                        row.items("tags").stream(),
                                        row.items("llm_generated_tags").stream()))
                        .map(Translation::storable)
                        .distinct()
                        .toList(),
                null,
                Language.of(title + "\n" + text),
                first(Times.instant(times.created()), Times.instant(times.indexed())));
    }

    private Instant first(@Nullable Instant one, @Nullable Instant other) {
        return Objects.requireNonNullElse(one, Objects.requireNonNullElse(other, otherwise));
    }

    private static Optional<String> analysed(EarlierRow row, String column) {
        return row.text(column).filter(Translation::isAnalysed);
    }

    static boolean isAnalysed(String text) {
        return !NOT_ANALYSED.contains(text.strip()) && !text.strip().matches(NOT_ANALYSED_DATASET);
    }

    /// The earlier system's titles are mostly file names.
    static String title(EarlierRow row, String name) {
        return row.text("title")
                .orElse(name)
                .replaceFirst("(?i)(?<=.)\\.(pdf|csv|json|jsonl)$", "");
    }

    private static Optional<String> name(EarlierRow row) {
        return row.text("file_name")
                .or(() ->
                        row.text("file_path")
                                .map(path -> path.substring(path.lastIndexOf('/') + 1)))
                .filter(name -> !name.isBlank());
    }

    static List<String> names(String authors) {
        String between = authors.contains(";") ? "[;；]" : "[,、，]";
        return parts(authors, between).toList();
    }

    static Stream<String> words(String keywords) {
        return parts(keywords, "[,、，;；]");
    }

    private static Stream<String> parts(String text, String between) {
        return Arrays.stream(text.split(between))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .map(Translation::storable);
    }

    /// Within the category's folder; one path for each old one. Google Drive's paths end in an id,
    /// to which the name is added.
    static String place(String old, String name) {
        String below = old.startsWith("/") ? old.substring(1) : "./" + old;
        if (old.startsWith("gdrive://")) {
            below = old;
        }
        String last = below.substring(below.lastIndexOf('/') + 1);
        return storable(last.equals(name) ? below : below + "/" + segment(name));
    }

    /// The dataset's folder: its name, which no two datasets share.
    static String folder(EarlierRow dataset) {
        return segment(dataset.text("name").orElse(dataset.key()));
    }

    static String segment(String name) {
        return storable(name.replace('/', '／'));
    }

    /// No database of ours takes NUL.
    static String storable(String text) {
        return text.replace('\0', '\uFFFD');
    }
}
