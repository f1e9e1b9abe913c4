package researchpaas.takeover;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import researchpaas.document.Category;
import researchpaas.document.FileId;
import researchpaas.ingest.SourceId;
import researchpaas.takeover.KnownFiles.Known;
import researchpaas.takeover.KnownFiles.OldRow;
import researchpaas.takeover.KnownLibrary.How;
import researchpaas.takeover.KnownLibrary.Match;

class KnownLibraryTest {
    private static final SourceId FOLDER = new SourceId(1);
    private static final SourceId OWN = new SourceId(2);
    private static final String BYTES = "a".repeat(64);

    private static Known file(long id, Category category, String path, long size) {
        return new Known(new FileId(id), FOLDER, category, path, size, "", null);
    }

    private static Optional<Match> find(KnownLibrary library, Map<String, Object> metadata) {
        EarlierPoint point = Points.point("id", metadata, "text", 1);
        return library.find(point, PointIdentity.of(point).orElseThrow());
    }

    private static KnownLibrary of(Known... files) {
        return new KnownLibrary(List.of(), List.of(files), OWN);
    }

    private static Map<String, Object> paper(String path, long size) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return Map.of(
                "document_id", 7L,
                "category", "paper",
                "file_path", path,
                "file_name", name,
                "file_size", size);
    }

    private static Optional<Match> found(How how, long file) {
        return Optional.of(new Match(how, new FileId(file)));
    }

    @Test
    void knowsAFileByFolderAndNameOrByNameAndSize() {
        KnownLibrary library =
                of(
                        file(1, Category.PAPER, "papers/ガ.pdf", 10),
                        file(2, Category.PAPER, "papers/elsewhere/b.pdf", 20),
                        file(3, Category.POSTER, "posters/b.pdf", 20));

        // the other form of Unicode
        assertThat(find(library, paper("/Users/x/papers/カ\u3099.pdf", 99)))
                .isEqualTo(found(How.PLACE, 1));
        assertThat(find(library, paper("/old/b.pdf", 20))).isEqualTo(found(How.PLACE, 2));
        assertThat(find(library, paper("/old/b.pdf", 21))).isEmpty();
        assertThat(find(library, paper("/old/c.pdf", 20))).isEmpty();
    }

    @Test
    void takesNoneOfSeveralThatCouldBeMeant() {
        KnownLibrary library =
                of(
                        file(1, Category.PAPER, "papers/one/a.pdf", 10),
                        file(2, Category.PAPER, "papers/two/a.pdf", 10));

        assertThat(find(library, paper("/old/a.pdf", 10))).isEmpty();
        assertThat(find(library, paper("/old/one/a.pdf", 11))).isEqualTo(found(How.PLACE, 1));
    }

    @Test
    void knowsAFileByItsIdAtGoogleOrItsBytes() {
        Known drive =
                new Known(new FileId(1), FOLDER, Category.PAPER, "papers/x.pdf", 1, "", "1AbC_9");
        Known bytes =
                new Known(new FileId(2), FOLDER, Category.PAPER, "papers/y.pdf", 1, BYTES, null);
        KnownLibrary library = of(drive, bytes);

        assertThat(find(library, paper("gdrive://paper/1AbC_9", 5)))
                .isEqualTo(found(How.DRIVE_ID, 1));
        assertThat(find(library, Map.of("type", "paper", "id", 3L, "content_hash", BYTES)))
                .isEqualTo(found(How.BYTES, 2));
    }

    @Test
    void knowsADatasetByItsFolder() {
        KnownLibrary library =
                of(
                        file(1, Category.DATASET, "lab/datasets/気象観測/a.csv", 1),
                        file(2, Category.DATASET, "lab/datasets/気象観測/b.csv", 1));

        assertThat(find(library, dataset("気象観測"))).isEqualTo(found(How.PLACE, 1));
        assertThat(find(library, dataset("気象"))).isEmpty();
    }

    private static Map<String, Object> dataset(String name) {
        return Map.of("type", "dataset", "id", 3L, "name", name);
    }

    @Test
    void doesNotLookAtWhatItMadeItself() {
        Known own = new Known(new FileId(1), OWN, Category.PAPER, "papers/a.pdf", 10, "", null);
        assertThat(find(of(own), paper("/papers/a.pdf", 10))).isEmpty();
    }

    @Test
    void takesNoRowForAnotherOneUnderTheSameNumber() {
        KnownLibrary library = withRow("/old/a.pdf", "papers/old/a.pdf");

        assertThat(find(library, paper("/new/a.pdf", 1))).isEmpty();
        assertThat(library.rowsWithoutPoint()).containsExactly("papers 7");
        assertThat(find(library, paper("/old/a.pdf", 1))).isEqualTo(found(How.ROW, 9));
        assertThat(library.rowsWithoutPoint()).isEmpty();
    }

    private static KnownLibrary withRow(@Nullable String place, String path) {
        return new KnownLibrary(
                List.of(new OldRow("papers", "7", place, path, new FileId(9))), List.of(), OWN);
    }
}
