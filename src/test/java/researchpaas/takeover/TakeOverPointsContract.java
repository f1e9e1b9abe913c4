package researchpaas.takeover;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import researchpaas.account.Principal;
import researchpaas.account.Reader;
import researchpaas.document.Category;
import researchpaas.document.Document;
import researchpaas.document.DocumentFile;
import researchpaas.document.DocumentKey;
import researchpaas.document.Documents;
import researchpaas.document.Publication;
import researchpaas.takeover.ChromaStores.Expected;
import researchpaas.takeover.PointsReport.Odd;
import researchpaas.takeover.PointsReport.Oddity;
import researchpaas.takeover.TakeOverPoints.Order;
import researchpaas.takeover.TakeOverPoints.Result;

/// What a takeover of the vector store promises, on either database. Each test has an empty
/// library. In the small store each fifth point is a dataset, each fourth of five a poster.
interface TakeOverPointsContract {
    /// An empty folder.
    Path folder();

    /// Of an empty PostgreSQL database, absent for SQLite.
    @Nullable String url();

    private TakeoverLibrary open() {
        return TakeoverLibrary.open(folder().resolve("home"), url());
    }

    private Path store(String name) {
        return ChromaStores.unpack(name, folder().resolve(name));
    }

    private static Result run(
            TakeoverLibrary library, Path store, @Nullable Path files, boolean dryRun) {
        return library.part(TakeOverPoints.class)
                .run(
                        new Order(
                                store.toString(),
                                null,
                                files,
                                Set.of(Principal.ANYONE),
                                ZoneId.of("Asia/Tokyo"),
                                dryRun),
                        (table, done, all) -> {});
    }

    private static PointsReport takeOver(TakeoverLibrary library, Path store) {
        return ((Result.Done) run(library, store, null, false)).report();
    }

    @Test
    default void keepsEveryPointWithItsVectorAndChangesNothingTheSecondTime() {
        Path store = store(ChromaStores.SMALL);
        List<Expected> expected = ChromaStores.expected(ChromaStores.SMALL);
        try (TakeoverLibrary library = open()) {
            PointsReport first = takeOver(library, store);

            assertThat(first.complete()).isTrue();
            assertThat(first.points().read()).isEqualTo(expected.size());
            assertThat(first.points().written()).isEqualTo(expected.size());
            assertThat(first.points().hashHere()).isEqualTo(first.points().hashThere());
            assertThat(first.layouts()).isEqualTo(Map.of("A", (long) expected.size()));
            assertThat(first.added()).isEqualTo(expected.size());
            assertThat(first.vectors().kept()).isEqualTo(expected.size());
            assertThat(first.vectors().odd())
                    .extracting(Odd::oddity)
                    .hasSize(4)
                    .containsOnly(Oddity.OTHER_LENGTH);
            assertThat(
                            library.sql()
                                    .sql("select count(*) from documents")
                                    .query(Long.class)
                                    .single())
                    .isEqualTo(expected.size());
            for (Expected point : expected.subList(0, 5)) {
                assertThat(
                                library.sql()
                                        .sql(
                                                "select vector from legacy_vectors where point_id = :id")
                                        .param("id", EarlierPoint.uuid(point.id()).toString())
                                        .query((row, n) -> row.getBytes(1))
                                        .single())
                        .isEqualTo(EarlierPoint.bytes(point.vector()));
            }
            List<String> contents = library.contents();

            PointsReport second = takeOver(library, store);

            assertThat(second.complete()).isTrue();
            assertThat(second.points().unchanged()).isEqualTo(expected.size());
            assertThat(library.contents()).isEqualTo(contents);
        }
    }

    @Test
    default void showsWhatTheStoreKnewUnderTheOldNumber() {
        try (TakeoverLibrary library = open()) {
            takeOver(library, store(ChromaStores.SMALL));

            Document poster = document(library, Category.POSTER, 43);
            assertThat(poster.title()).isEqualTo("大阪の気温と湿度 43");
            assertThat(poster.authors()).containsExactly("岡田花子", "Smith");
            assertThat(poster.keywords()).containsExactly("moth", "灯火");
            assertThat(poster.summary()).startsWith("What 43 says");
            assertThat(poster.files().getFirst().name()).isEqualTo("poster-43.pdf");
            assertThat(
                            library.sql()
                                    .sql("select text from passages where text like '%says of%'")
                                    .query(String.class)
                                    .list())
                    .isNotEmpty();
            assertThat(document(library, Category.DATASET, 44).files())
                    .extracting(DocumentFile::name)
                    .containsExactly("README");
        }
    }

    @Test
    default void aDryRunWritesNothing() {
        try (TakeoverLibrary library = open()) {
            PointsReport report =
                    ((Result.Done) run(library, store(ChromaStores.SMALL_L2), null, true)).report();

            assertThat(report.points().written()).isEqualTo(193);
            assertThat(report.layouts()).isEqualTo(Map.of("B", 193L));
            assertThat(report.complete()).isTrue();
            assertThat(library.contents()).isEmpty();
        }
    }

    @Test
    default void refusesNumbersThatOtherDocumentsHave() {
        try (TakeoverLibrary library = open()) {
            library.part(Publication.class).claim(new DocumentKey(Category.PAPER, 6), "else");

            assertThat(run(library, store(ChromaStores.SMALL), null, false))
                    .isEqualTo(new Result.Collides(List.of("paper 6")));
            assertThat(library.contents()).containsExactly("paper up to 6");
        }
    }

    /// A path and a size tell a file of layout A, a name alone one of layout B.
    @Test
    default void aScanThatMeetsAFileGoesOnWithItsDocument() throws Exception {
        for (String name : List.of(ChromaStores.SMALL, ChromaStores.SMALL_L2)) {
            Path here = Files.createDirectories(folder().resolve(name + "-lib"));
            Path papers = Files.createDirectories(here.resolve("library/papers"));
            Files.writeString(papers.resolve("other.md"), "# Other\n\nNothing of it.\n");
            // as large as the store says
            Files.writeString(papers.resolve("paper-51.pdf"), "x".repeat(1051));
            Path data = Files.createDirectories(here.resolve("library/datasets"));
            String dataset =
                    ChromaStores.expected(name).stream()
                            .map(Expected::metadata)
                            .filter(said ->
                                    said.path("document_id").asInt(0) == 54
                                            || said.path("id").asInt(0) == 54)
                            .map(said -> said.path("name").asString(said.path("title").asString()))
                            .findFirst()
                            .orElseThrow();
            Files.writeString(
                    Files.createDirectories(data.resolve(dataset)).resolve("t.csv"),
                    "place,temp\nOsaka,21\n");
            try (TakeoverLibrary library = TakeoverLibrary.open(here.resolve("home"), url())) {
                takeOver(library, store(name));
                long documents = documents(library);

                TakeOverContract.scan(library);

                // one document is new, that of the other file
                assertThat(documents(library)).as(name).isEqualTo(documents + 1);
                assertThat(document(library, Category.PAPER, 51).files())
                        .extracting(DocumentFile::path)
                        .containsExactly("papers/paper-51.pdf");
                assertThat(document(library, Category.DATASET, 54).files())
                        .extracting(DocumentFile::name)
                        .containsExactlyInAnyOrder("README", "t.csv");
                assertThat(takeOver(library, folder().resolve(name).resolve("store")).points())
                        .satisfies(again -> assertThat(again.unchanged()).isEqualTo(again.read()));
            }
        }
    }

    private static long documents(TakeoverLibrary library) {
        return library.part(Documents.class).count(Reader.local()).byCategory().values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private static Document document(TakeoverLibrary library, Category category, long number) {
        return library.part(Documents.class)
                .find(new DocumentKey(category, number), Reader.nobody())
                .orElseThrow();
    }
}
