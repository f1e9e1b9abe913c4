package researchpaas.takeover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import researchpaas.account.Principal;
import researchpaas.account.Reader;
import researchpaas.document.Access;
import researchpaas.document.Category;
import researchpaas.document.Document;
import researchpaas.document.DocumentFile;
import researchpaas.document.DocumentKey;
import researchpaas.document.Documents;
import researchpaas.document.Publication;
import researchpaas.document.Relations;
import researchpaas.ingest.DocumentSource;
import researchpaas.ingest.Jobs;
import researchpaas.ingest.Ledger;
import researchpaas.ingest.SyncSource;
import researchpaas.takeover.EarlierTime.Doubt;
import researchpaas.takeover.Meaning.Refusal;
import researchpaas.takeover.TakeOver.Result;
import researchpaas.takeover.TakeoverReport.Doubtful;
import researchpaas.takeover.TakeoverReport.Orphan;
import researchpaas.takeover.TakeoverReport.Refused;
import researchpaas.takeover.TakeoverReport.TableRows;

/// What a takeover promises, on either database. Each test has an empty library.
interface TakeOverContract {
    /// An empty folder.
    Path folder();

    /// Of an empty PostgreSQL database, absent for SQLite.
    @Nullable String url();

    private TakeoverLibrary open() {
        return TakeoverLibrary.open(folder().resolve("home"), url());
    }

    private Path old(Generation generation) {
        return EarlierDatabases.write(folder(), generation);
    }

    @ParameterizedTest
    @EnumSource(Generation.class)
    default void keepsEveryRowOfEveryGenerationAndChangesNothingTheSecondTime(Generation generation)
            throws Exception {
        Path database = old(generation);
        byte[] before = Files.readAllBytes(database);
        try (TakeoverLibrary library = open()) {
            TakeoverReport first = library.takeOver(database, null);
            assertThat(first.generation()).isEqualTo(generation);
            assertThat(first.missing()).isEmpty();
            assertThat(first.complete()).isTrue();
            assertThat(first.tables())
                    .allSatisfy(table -> {
                        assertThat(table.written()).as(table.table()).isEqualTo(table.read());
                        assertThat(table.hashHere()).isEqualTo(table.hashThere());
                    });
            List<String> contents = library.contents();
            List<Long> counters = counters(library);

            TakeoverReport second = library.takeOver(database, null);

            assertThat(second.complete()).isTrue();
            assertThat(second.tables())
                    .allSatisfy(table ->
                            assertThat(table.unchanged())
                                    .as(table.table())
                                    .isEqualTo(table.read()));
            assertThat(library.contents()).isEqualTo(contents);
            assertThat(counters(library)).as("ids and changes given so far").isEqualTo(counters);
        }
        assertThat(Files.readAllBytes(database)).isEqualTo(before);
        try (var beside = Files.list(folder())) {
            assertThat(beside.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("home", "research_data.db");
        }
    }

    private static List<Long> counters(TakeoverLibrary library) {
        return List.of(
                library.sql().sql("select last from change_sequence").query(Long.class).single(),
                library.sql().sql("select max(id) from files").query(Long.class).single(),
                library.sql()
                        .sql("select max(taken_at) from legacy_rows")
                        .query(Long.class)
                        .single(),
                library.sql().sql("select count(*) from jobs").query(Long.class).single());
    }

    @Test
    default void keepsNumbersAndGoesOnAboveThem() {
        try (TakeoverLibrary library = open()) {
            library.takeOver(old(Generation.G3), null);

            assertThat(document(library, Category.PAPER, 5).title()).isEqualTo("夜の蛾");
            assertThat(document(library, Category.POSTER, 4).title()).isEqualTo("ポスター発表");
            assertThat(
                            library.sql()
                                    .sql("select category || ' ' || last from document_numbers")
                                    .query(String.class)
                                    .list())
                    .containsExactlyInAnyOrder("paper 7", "poster 11", "dataset 3");
        }
    }

    @Test
    default void tellsWhatTheEarlierSystemKnewAndNoPlaceholder() {
        try (TakeoverLibrary library = open()) {
            library.takeOver(old(Generation.G2), null);

            Document moths = document(library, Category.PAPER, 1);
            assertThat(moths.title()).isEqualTo("moths.md");
            assertThat(moths.authors()).containsExactly("岡田花子", "Smith");
            assertThat(moths.keywords()).containsExactly("moth", "灯火");
            assertThat(moths.summary()).isEqualTo("How lanterns lure nocturnal insects.");
            // nine in the morning in Tokyo
            assertThat(moths.createdAt()).isEqualTo(Instant.parse("2025-03-01T00:00:00Z"));
            assertThat(moths.files().getFirst().modifiedAt())
                    .isEqualTo(Instant.parse("2025-03-02T00:00:00.654Z"));
            Document poster = document(library, Category.POSTER, 4);
            assertThat(poster.authors()).isEmpty();
            assertThat(poster.summary()).isEmpty();
            assertThat(poster.files().getFirst().name()).isEqualTo("ポスター発表.pdf");
            assertThat(document(library, Category.PAPER, 2).title()).isEqualTo("copy of moths.md");
            // what SQLite itself filled in is UTC
            assertThat(document(library, Category.DATASET, 1).createdAt())
                    .isEqualTo(Instant.parse("2025-04-01T00:00:00Z"));
        }
    }

    @Test
    default void keepsDatasetsWithAndWithoutFilesAndTheirRelations() {
        try (TakeoverLibrary library = open()) {
            library.takeOver(old(Generation.G3), null);

            Document weather = document(library, Category.DATASET, 1);
            assertThat(weather.title()).isEqualTo("気象観測");
            assertThat(weather.summary()).isEqualTo("大阪で測った気温と湿度の記録。");
            assertThat(weather.files())
                    .extracting(DocumentFile::name)
                    .containsExactly("README", "ガ.csv");
            Document empty = document(library, Category.DATASET, 3);
            assertThat(empty.title()).isEqualTo("empty");
            assertThat(empty.summary()).isEmpty();
            assertThat(library.part(Relations.class).of(weather.id(), Reader.local()))
                    .extracting(
                            related -> related.other().key(),
                            related -> related.type(),
                            related -> related.confidence())
                    .containsExactly(
                            tuple(new DocumentKey(Category.POSTER, 4), "cited", 1.0),
                            tuple(new DocumentKey(Category.PAPER, 1), "used", 0.75));
            assertThat(library.part(Relations.class).of(weather.id(), Reader.holding("x")))
                    .isEmpty();
        }
    }

    @Test
    default void reportsEqualFilesOrphansDoubtfulTimesAndWhatNobodyKnows() {
        try (TakeoverLibrary library = open()) {
            TakeoverReport report = library.takeOver(old(Generation.G4), null);

            assertThat(report.duplicates())
                    .singleElement()
                    .satisfies(group ->
                            assertThat(group.rows()).containsExactly("papers 1", "papers 2"));
            assertThat(report.orphans())
                    .containsExactly(
                            new Orphan("dataset_files", "2", "datasets 9"),
                            new Orphan("paper_dataset_relations", "2", "datasets 99"));
            assertThat(report.times().doubtful())
                    .containsExactly(
                            new Doubtful(
                                    "papers",
                                    "5",
                                    "created_at",
                                    "2025-02-30 09:00:00",
                                    Doubt.IMPOSSIBLE));
            assertThat(report.tables())
                    .filteredOn(table -> table.table().equals("papers"))
                    .flatExtracting(TableRows::unknownColumns)
                    .containsExactly("citation_count", "embedding");
            assertThat(report.tables())
                    .filteredOn(table -> !table.understood())
                    .extracting(TableRows::table)
                    .containsExactly("notes_of_the_lab");
            assertThat(library.contents())
                    .anySatisfy(line ->
                            assertThat(line)
                                    .contains("\"citation_count\":12", "{\"bytes\":\"AP8Q\"}"))
                    .anySatisfy(line -> assertThat(line).contains("O'Hara"));
        }
    }

    @Test
    default void readsTheFilesThatItFindsUnderTheirOldNumbers() {
        Path files = EarlierDatabases.files(folder().resolve("files"));
        Path database = old(Generation.G3);
        try (TakeoverLibrary library = open()) {
            TakeoverReport report = library.takeOver(database, files);

            assertThat(report.files().found()).isEqualTo(3);
            assertThat(report.files().read()).isEqualTo(2);
            assertThat(report.files().unread()).hasSize(1);
            assertThat(report.complete()).isTrue();
            Document moths = document(library, Category.PAPER, 1);
            assertThat(moths.title()).isEqualTo("Moths at the observatory");
            assertThat(moths.files())
                    .singleElement()
                    .satisfies(f -> assertThat(f.pages()).isEqualTo(1));
            // no text can be had of it, so what was known stays
            assertThat(document(library, Category.PAPER, 5).title()).isEqualTo("夜の蛾");
            assertThat(document(library, Category.DATASET, 1).files()).hasSize(2);
            assertThat(document(library, Category.PAPER, 2).title()).isEqualTo("copy of moths.md");
            List<String> contents = library.contents();
            List<Long> counters = counters(library);

            assertThat(library.takeOver(database, files).complete()).isTrue();

            assertThat(library.contents()).isEqualTo(contents);
            assertThat(counters(library)).isEqualTo(counters);
        }
    }

    @Test
    default void goesOnWithTheDocumentWhenAScanMeetsItsBytes() throws Exception {
        Path lying = Files.createDirectories(folder().resolve("library/papers"));
        Files.writeString(lying.resolve("renamed.md"), EarlierDatabases.MOTHS);
        try (TakeoverLibrary library = open()) {
            library.takeOver(old(Generation.G1), null);

            scan(library);

            Document moths = document(library, Category.PAPER, 1);
            assertThat(moths.title()).isEqualTo("Moths at the observatory");
            assertThat(moths.files())
                    .extracting(DocumentFile::path)
                    .containsExactly("papers/renamed.md");
            assertThat(document(library, Category.PAPER, 2).files().getFirst().pages()).isZero();
            assertThat(library.part(Documents.class).count(Reader.local()).byCategory())
                    .containsEntry(Category.PAPER, 4L);
            scan(library);
            assertThat(document(library, Category.PAPER, 1)).isEqualTo(moths);
            assertThat(library.takeOver(folder().resolve("research_data.db"), null).complete())
                    .isTrue();
            assertThat(document(library, Category.PAPER, 1)).isEqualTo(moths);
        }
    }

    static void scan(TakeoverLibrary library) {
        Jobs jobs = library.part(Jobs.class);
        DocumentSource source = library.folder();
        long job = jobs.enqueue(source.name()).id();
        jobs.begin(job);
        library.part(SyncSource.class).run(job, source);
        jobs.end(job, null);
    }

    @Test
    default void takesChangedAndNewRowsOver() {
        Path database = old(Generation.G1);
        try (TakeoverLibrary library = open()) {
            library.takeOver(database, null);
            EarlierDatabases.execute(database, "update papers set title = 'Besser' where id = 5");
            EarlierDatabases.execute(
                    database,
                    "insert into papers (id, file_path, file_name, file_size, title) values (9, '/n.pdf', 'n.pdf', 1, 'New')");

            TakeoverReport report = library.takeOver(database, null);

            assertThat(report.tables())
                    .filteredOn(table -> table.table().equals("papers"))
                    .extracting(TableRows::written, TableRows::updated, TableRows::unchanged)
                    .containsExactly(tuple(1L, 1L, 3L));
            assertThat(document(library, Category.PAPER, 5).title()).isEqualTo("Besser");
            assertThat(document(library, Category.PAPER, 9).title()).isEqualTo("New");
        }
    }

    @Test
    default void refusesNumbersThatOtherDocumentsHave() {
        Path database = old(Generation.G1);
        try (TakeoverLibrary library = open()) {
            assertThat(
                            library.part(Publication.class)
                                    .claim(new DocumentKey(Category.PAPER, 5), "else"))
                    .isTrue();

            assertThat(library.run(database, null, false))
                    .isEqualTo(new Result.Collides(List.of("paper 5")));
            assertThat(library.contents()).containsExactly("paper up to 5");
        }
    }

    @Test
    default void refusesAnotherDatabaseOfTheSameName() {
        Path database = old(Generation.G1);
        try (TakeoverLibrary library = open()) {
            library.takeOver(database, null);
            List<String> contents = library.contents();
            EarlierDatabases.execute(
                    database, "update papers set file_path = '/somewhere/else.pdf' where id = 5");

            assertThat(library.run(database, null, false))
                    .isEqualTo(new Result.Collides(List.of("papers 5")));
            assertThat(library.contents()).isEqualTo(contents);
        }
    }

    @Test
    default void keepsARowThatCannotBeADocumentAndSaysSo() {
        Path database = old(Generation.G1);
        EarlierDatabases.execute(
                database,
                "insert into papers (id, file_path, file_name, file_size) values (-3, '/minus.pdf', 'minus.pdf', 1)");
        try (TakeoverLibrary library = open()) {
            for (int run = 0; run < 2; run++) {
                TakeoverReport report = library.takeOver(database, null);

                assertThat(report.complete()).isFalse();
                assertThat(report.refused())
                        .containsExactly(new Refused("papers", "-3", Refusal.NO_NUMBER));
            }
            assertThat(library.contents())
                    .anySatisfy(line -> assertThat(line).contains("minus.pdf"));
        }
    }

    @Test
    default void showsWhatWasTakenOverToThoseWhoMaySeeIt() {
        try (TakeoverLibrary library = open()) {
            library.takeOver(old(Generation.G1), null);
            Access access = library.part(Access.class);
            long nobody = access.idOf(Set.of(new Principal("user:dean@example.ac.jp")));
            library.part(Ledger.class)
                    .present(library.part(Ledger.class).source("takeover:research_data"))
                    .forEach(entry -> library.part(Ledger.class).accessChanged(entry.id(), nobody));

            assertThat(
                            library.part(Documents.class)
                                    .find(new DocumentKey(Category.PAPER, 1), Reader.nobody()))
                    .isEmpty();
        }
    }

    private static Document document(TakeoverLibrary library, Category category, long number) {
        return library.part(Documents.class)
                .find(new DocumentKey(category, number), Reader.nobody())
                .orElseThrow();
    }
}
