package researchpaas.takeover;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import researchpaas.account.Principal;
import researchpaas.account.Reader;
import researchpaas.document.Access;
import researchpaas.document.Category;
import researchpaas.document.DocumentKey;
import researchpaas.document.Documents;
import researchpaas.ingest.Ledger;
import researchpaas.takeover.Meaning.Refusal;
import researchpaas.takeover.PointsReport.Odd;
import researchpaas.takeover.PointsReport.Oddity;
import researchpaas.takeover.PointsReport.Orphan;
import researchpaas.takeover.PointsReport.Superseded;
import researchpaas.takeover.TakeOverPoints.Order;
import researchpaas.takeover.TakeOverPoints.Result;
import researchpaas.takeover.TakeoverReport.Refused;

/// What becomes of points when something of what they stand for is here.
class MatchesPointsTest {
    private static final String MOTHS = Points.id("paper_1_/Users/taro/lab/paper/moths.md");

    @TempDir Path folder;

    /// Layout A and B as a store holds them that was written by both, and what real ones have: a
    /// point whose row is gone, vectors that are none.
    private static Points store() {
        return new Points()
                .add(
                        MOTHS,
                        Map.of(
                                "document_id", 1L,
                                "category", "paper",
                                "file_path", "/Users/taro/lab/paper/moths.md"),
                        "moths",
                        0.6f,
                        0.8f)
                .add(
                        "poster_4",
                        Map.of("type", "poster", "id", 4L, "file_name", "ポスター発表.pdf"),
                        "poster",
                        0,
                        1)
                .add(
                        Points.id("dataset_1_"),
                        Map.of("document_id", 1L, "category", "dataset", "title", "気象観測"),
                        "weather",
                        1,
                        1)
                .add(
                        "paper_2",
                        Map.of("type", "paper", "id", 2L, "file_name", "copy of moths.md"),
                        "copy",
                        Float.NaN,
                        0)
                .add(
                        "paper_5",
                        Map.of("type", "paper", "id", 5L, "file_name", "fake.pdf"),
                        "fake",
                        (float[]) null)
                .add(
                        Points.id("paper_99_/gone.pdf"),
                        Map.of(
                                "document_id", 99L,
                                "category", "paper",
                                "file_path", "/gone.pdf"),
                        "of a paper that somebody deleted",
                        1,
                        0,
                        0);
    }

    private static PointsReport run(
            TakeoverLibrary library, Points points, @Nullable Path database, boolean dryRun) {
        return ((Result.Done)
                        new TakeOverPoints(
                                        points,
                                        library.part(LegacyRows.class),
                                        library.part(LegacyVectors.class),
                                        library.part(KnownFiles.class),
                                        library.part(KeepPoints.class),
                                        library.part(FillFiles.class),
                                        library.part(Ledger.class),
                                        library.part(Access.class),
                                        library.part(TakeOver.class),
                                        Clock.systemUTC())
                                .run(
                                        new Order(
                                                "here",
                                                database,
                                                null,
                                                Set.of(Principal.ANYONE),
                                                ZoneId.of("Asia/Tokyo"),
                                                dryRun),
                                        (table, done, all) -> {}))
                .report();
    }

    private TakeoverLibrary open() {
        return TakeoverLibrary.open(folder.resolve("home"), null);
    }

    @Test
    void findsTheRowsThatPointsWereMadeFromAndShowsNothingOfThoseWithoutOne() {
        Path database = EarlierDatabases.write(folder, Generation.G3);
        try (TakeoverLibrary library = open()) {
            PointsReport before = run(library, store(), database, true);
            library.takeOver(database, null);
            long documents = documents(library);

            PointsReport report = run(library, store(), database, false);

            for (PointsReport either : List.of(before, report)) {
                assertThat(either.known()).isEqualTo(Map.of("ROW", 5L));
                assertThat(either.added()).isZero();
                assertThat(either.orphans())
                        .containsExactly(new Orphan(Points.id("paper_99_/gone.pdf"), "paper 99"));
                assertThat(either.rowsWithoutPoint()).containsExactly("datasets 3", "papers 7");
                assertThat(either.vectors().odd())
                        .containsExactly(
                                new Odd(Points.id("dataset_1_"), Oddity.OTHER_LENGTH),
                                new Odd("paper_2", Oddity.NO_DIRECTION),
                                new Odd("paper_5", Oddity.NO_VECTOR),
                                new Odd(Points.id("paper_99_/gone.pdf"), Oddity.OTHER_DIMENSION));
                assertThat(either.vectors().strays()).containsExactly("stray");
                assertThat(either.complete()).isTrue();
            }
            assertThat(documents(library)).isEqualTo(documents);
            assertThat(
                            library.sql()
                                    .sql("select text from passages where text like '%somebody%'")
                                    .query(String.class)
                                    .list())
                    .isEmpty();
            assertThat(
                            library.part(LegacyRows.class)
                                    .awaitedPlaces(
                                            library.part(Documents.class)
                                                    .find(
                                                            new DocumentKey(Category.PAPER, 1),
                                                            Reader.nobody())
                                                    .orElseThrow()))
                    .as("told once")
                    .containsExactly("/Users/taro/lab/paper/moths.md");
            assertThat(run(library, store(), database, false).points().unchanged()).isEqualTo(6);
        }
    }

    @Test
    void keepsWhatChangesInTheStoreAndTakesAwayAVectorThatIsGone() {
        try (TakeoverLibrary library = open()) {
            run(library, new Points().add("paper_1", paper("a.pdf"), "before", 1, 0), null, false);

            PointsReport report =
                    run(
                            library,
                            new Points().add("paper_1", paper("a.pdf"), "after", (float[]) null),
                            null,
                            false);

            assertThat(report.points().updated()).isEqualTo(1);
            assertThat(report.complete()).isTrue();
            assertThat(library.contents()).anySatisfy(line -> assertThat(line).startsWith("after"));
            assertThat(count(library, "legacy_vectors")).isZero();
        }
    }

    @Test
    void makesOneDocumentOfPointsWithTheSameNumber() {
        Points points =
                new Points()
                        .add(
                                Points.id("paper_1_/old/a.pdf"),
                                Map.of(
                                        "document_id", 1L,
                                        "category", "paper",
                                        "file_path", "/old/a.pdf"),
                                "old",
                                1)
                        .add(
                                Points.id("paper_1_/new/a.pdf"),
                                Map.of(
                                        "document_id", 1L,
                                        "category", "paper",
                                        "file_path", "/new/a.pdf"),
                                "new",
                                1)
                        .add("x", Map.of("what", "nobody knows"), "unknown", 1);
        try (TakeoverLibrary library = open()) {
            for (int run = 0; run < 2; run++) {
                PointsReport report = run(library, points, null, false);

                assertThat(report.superseded())
                        .containsExactly(
                                new Superseded(
                                        Points.id("paper_1_/old/a.pdf"),
                                        Points.id("paper_1_/new/a.pdf")));
                assertThat(report.refused())
                        .containsExactly(
                                new Refused("research_documents", "x", Refusal.NO_CATEGORY));
                assertThat(report.complete()).isFalse();
                assertThat(documents(library)).isEqualTo(1);
                assertThat(count(library, "legacy_vectors")).isEqualTo(3);
            }
        }
    }

    private static Map<String, Object> paper(String name) {
        return Map.of("type", "paper", "id", 1L, "file_name", name);
    }

    private static long documents(TakeoverLibrary library) {
        return count(library, "documents");
    }

    private static long count(TakeoverLibrary library, String table) {
        return library.sql().sql("select count(*) from " + table).query(Long.class).single();
    }
}
