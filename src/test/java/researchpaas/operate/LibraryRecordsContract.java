package researchpaas.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import researchpaas.account.Principal;
import researchpaas.document.Category;
import researchpaas.document.DocumentId;
import researchpaas.document.FileId;
import researchpaas.document.Language;
import researchpaas.document.Page;
import researchpaas.document.Publication.Content;
import researchpaas.document.Publication.Description;
import researchpaas.document.Publication.NewPassage;
import researchpaas.document.jdbc.TestLibrary;
import researchpaas.operate.Finding.Kind;
import researchpaas.operate.LibraryRecords.Misfit;
import researchpaas.search.FollowingIndex.Held;
import researchpaas.search.FollowingIndex.Part;

/// What the rows tell, on each database.
public interface LibraryRecordsContract {
    String MODEL = "fake";
    Set<Language> KNOWN = Set.of(Language.ENGLISH);

    TestLibrary library();

    LibraryRecords records();

    @Test
    default void tellsWhatAnIndexIsToHoldInTheOrderOfTheDocuments() {
        library().publication().keepVectors(MODEL, Map.of("h1", new float[] {1, 0}));
        FileId first = publish("a.md", "d1", "h1", "h2");
        FileId second = publish("b.md", "d2", "h3");
        FileId hidden = publish("c.md", "d3", "h1");
        library().publication().hide(List.of(hidden));

        List<Held> all = records().toHold(new DocumentId(0), 10, MODEL);

        assertThat(all).extracting(held -> held.parts().size()).containsExactly(3, 2, 0);
        assertThat(all).extracting(Held::change).containsExactly(1L, 2L, 4L);
        assertThat(all.getFirst().parts())
                .extracting(Part::file, part -> part.passage() == null, Part::vector)
                .containsExactlyInAnyOrder(
                        tuple(first, true, false),
                        tuple(first, false, true),
                        tuple(first, false, false));
        assertThat(all.get(1).parts()).extracting(Part::file).containsOnly(second);
        assertThat(records().toHold(new DocumentId(0), 2, MODEL)).isEqualTo(all.subList(0, 2));
        assertThat(records().toHold(all.get(1).document(), 2, MODEL)).isEqualTo(all.subList(2, 3));
        assertThat(records().toHold(all.get(2).document(), 2, MODEL)).isEmpty();
        assertThat(records().toHold(List.of(all.get(1).document(), new DocumentId(4711)), MODEL))
                .containsExactly(Map.entry(all.get(1).document(), all.get(1)));
    }

    @Test
    default void aSoundLibraryHasNoMisfits() {
        library()
                .publication()
                .keepVectors(MODEL, Map.of("h1", new float[] {1, 0}, "h2", new float[] {0, 1}));
        publish("a.md", "d1", "h1", "h2");
        assertThat(records().misfits(MODEL, KNOWN, 10)).isEmpty();
    }

    @Test
    default void tellsEachKindOfMisfitAndNoMoreThanAskedFor() {
        library().publication().keepVectors(MODEL, Map.of("h1", new float[] {1, 0}));
        FileId incomplete = publish("a.md", "d1", "h1", "h1");
        FileId left = publish("b.md", "d2", "h1");
        FileId missing = publish("c.md", "d3", "h1");
        FileId orphan = publish("d.md", "d4", "h1");
        FileId bare = publish("e.md", "d5", "without");
        library().publication().hide(List.of(missing));
        run("delete from passages where ordinal = 1 and file_id = ", incomplete);
        run("update files set gone = true where id = ", left);
        run("update files set state = 'FAILED' where id = ", orphan);
        run("delete from published_files where file_id = ", orphan);

        Set<Misfit> found = records().misfits(MODEL, KNOWN, 10);

        assertThat(found)
                .extracting(Misfit::kind, Misfit::file)
                .containsExactlyInAnyOrder(
                        tuple(Kind.TEXT_INCOMPLETE, incomplete),
                        tuple(Kind.TEXT_LEFT, left),
                        tuple(Kind.TEXT_MISSING, missing),
                        tuple(Kind.ORPHAN, orphan),
                        tuple(Kind.NOT_EMBEDDED, bare));
        assertThat(records().misfits(MODEL, Set.of(Language.JAPANESE), 10))
                .extracting(Misfit::kind)
                .doesNotContain(Kind.NOT_EMBEDDED);
        records().dropOrphans(List.of(orphan, bare));
        records().distrust(List.of(incomplete));
        assertThat(records().misfits(MODEL, KNOWN, 10))
                .extracting(Misfit::kind)
                .containsExactlyInAnyOrder(
                        Kind.TEXT_INCOMPLETE, Kind.TEXT_LEFT, Kind.TEXT_MISSING, Kind.NOT_EMBEDDED);
        library()
                .sql()
                .sql(
                        "insert into jobs (source, state, planned, unchanged, created_at) values ('test', 'WAITING', 0, 0, 0)")
                .update();
        assertThat(records().misfits(MODEL, KNOWN, 10))
                .as("a scan is to end, which may take the file out of the ledger")
                .extracting(Misfit::kind)
                .doesNotContain(Kind.TEXT_MISSING);
        run("update files set gone = true where id = ", incomplete);
        assertThat(records().misfits(MODEL, KNOWN, 1))
                .extracting(Misfit::kind)
                .containsOnlyOnce(Kind.TEXT_LEFT);
    }

    private void run(String statement, FileId file) {
        library().sql().sql(statement + file.value()).update();
    }

    /// A passage for each hash.
    private FileId publish(String path, String origin, String... hashes) {
        long everybody = library().access().idOf(Set.of(Principal.ANYONE));
        FileId file = library().file(path, everybody);
        List<NewPassage> passages = new ArrayList<>();
        for (String hash : hashes) {
            int at = passages.size();
            passages.add(new NewPassage("x", "", 1, 1, at, at + 1, Language.ENGLISH, hash));
        }
        library()
                .publication()
                .publish(
                        new Content(
                                file,
                                origin,
                                Category.PAPER,
                                "text/plain",
                                new Description(
                                        "Title",
                                        List.of(),
                                        "",
                                        List.of(),
                                        null,
                                        Language.ENGLISH,
                                        Instant.EPOCH),
                                List.of(new Page(1, "x".repeat(hashes.length), 0, 0, List.of())),
                                passages,
                                "sha",
                                "1"));
        return file;
    }
}
