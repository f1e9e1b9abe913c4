package researchpaas.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import researchpaas.document.Category;
import researchpaas.doors.BreakableIndex;
import researchpaas.doors.DoorsTest;
import researchpaas.doors.SmallLibrary;
import researchpaas.operate.Finding.Kind;
import researchpaas.operate.Finding.Place;
import researchpaas.search.lucene.DamagedIndex;

/// Each kind of damage, made by hand on a real database and a real index: it is told and mended.
@DoorsTest
@TestPropertySource(properties = "doors.context=reconcile")
class ReconcileTest {
    @Autowired Reconcile reconcile;
    @Autowired CheckHealth health;
    @Autowired SmallLibrary library;
    @Autowired JdbcClient sql;
    @Autowired BreakableIndex index;

    private DamagedIndex damaged;

    private static int papers;

    /// What this test looks at.
    private long document;

    private long file;
    private long passage;

    @BeforeEach
    void addAPaper() {
        damaged = new DamagedIndex(index.real());
        sql.sql("delete from jobs").update();
        add(++papers);
        library.awaitCaughtUp();
        document = one("select max(id) from documents");
        file = one("select file_id from published_files where document_id = " + document);
        passage = one("select max(id) from passages where file_id = " + file);
    }

    private void add(int paper) {
        library.add(
                Category.PAPER,
                "reconcile/%d.pdf".formatted(paper),
                "Paper %d".formatted(paper),
                2024,
                "Ada Moreau",
                "The first page of paper %d tells of bees.".formatted(paper),
                "The second page of paper %d tells of trams.".formatted(paper),
                "論文 %d の三頁目は地震について述べる。".formatted(paper));
    }

    private long one(String query) {
        return sql.sql(query).query(Long.class).single();
    }

    private Reconciliation compared(boolean mend) {
        reconcile.runNow(mend);
        assertThat(reconcile.status().broke()).isFalse();
        Reconciliation last = reconcile.status().last();
        assertThat(last).isNotNull();
        return last;
    }

    private void assertFoundAndMended(Kind kind, long count, Place first) {
        Reconciliation found = compared(false);
        assertThat(found.findings())
                .extracting(Finding::kind, Finding::count)
                .containsExactly(tuple(kind, count));
        assertThat(found.findings().getFirst().examples()).contains(first);
        assertThat(health.check().status()).isEqualTo(Health.Status.DEGRADED);

        Reconciliation mended = compared(true);

        assertThat(mended.mended()).isEqualTo(found.findings());
        assertThat(mended.findings()).isEmpty();
        assertThat(compared(false).findings()).isEmpty();
        assertThat(health.check().status()).isEqualTo(Health.Status.HEALTHY);
    }

    @Test
    void findsNothingInASoundLibrary() {
        Reconciliation found = compared(false);
        assertThat(found.findings()).isEmpty();
        assertThat(found.documents()).isEqualTo(one("select count(*) from documents"));
        assertThat(found.passages()).isEqualTo(one("select count(*) from passages"));
    }

    @Test
    void aDocumentThatTheIndexLost() throws Exception {
        damaged.loseDocument(document);
        assertFoundAndMended(Kind.NOT_INDEXED, 1, new Place(document, null, null));
    }

    @Test
    void aPassageThatTheIndexLost() throws Exception {
        damaged.losePassage(passage);
        assertFoundAndMended(Kind.NOT_INDEXED, 1, new Place(document, file, passage));
    }

    @Test
    void aDocumentThatOnlyTheIndexHas() throws Exception {
        damaged.addPassage(document + 1000, file + 1000, passage + 1000);
        assertFoundAndMended(Kind.GHOST, 1, new Place(document + 1000, null, null));
    }

    @Test
    void aPassageThatTheIndexHoldsTwice() throws Exception {
        damaged.addPassage(document, file, passage);
        Reconciliation found = compared(false);
        assertThat(found.findings()).extracting(Finding::kind).contains(Kind.GHOST);
        assertThat(compared(true).findings()).isEmpty();
    }

    @Test
    void aDocumentThatTheIndexHoldsInAnEarlierForm() throws Exception {
        damaged.ageDocument(document);
        assertFoundAndMended(Kind.STALE, 1, new Place(document, null, null));
    }

    @Test
    void aFileThatTheIndexWouldShowToOthers() throws Exception {
        damaged.changeAccess(file, 4711);
        assertFoundAndMended(Kind.ACCESS_DIFFERS, 4, new Place(document, file, passage));
    }

    @Test
    void aChangeOfAccessThatTookNoNumber() {
        sql.sql(
                        "insert into access_sets (id, principals) values (99, 'user:a@example.org') on conflict do nothing")
                .update();
        sql.sql("update files set access_set = 99 where id = " + file).update();
        assertFoundAndMended(Kind.ACCESS_DIFFERS, 4, new Place(document, file, passage));
    }

    @Test
    void aVectorThatTheDatabaseLost() {
        sql.sql(
                        "delete from vectors where hash = (select min(hash) from passages where language = 'en' and file_id = "
                                + file
                                + ")")
                .update();
        Reconciliation found = compared(false);
        assertThat(found.findings())
                .extracting(Finding::kind)
                .containsExactlyInAnyOrder(Kind.NOT_EMBEDDED, Kind.STALE);
        assertThat(compared(true).findings()).isEmpty();
    }

    @Test
    void aVectorThatTheIndexNeverTook() {
        sql.sql(
                        "insert into vectors (hash, model, vector, created_at) select hash, 'fake', x'0000803F00000000', 0 from passages where id = "
                                + passage)
                .update();
        assertFoundAndMended(Kind.VECTOR_NOT_INDEXED, 1, new Place(document, file, passage));
    }

    @Test
    void textOfAFileThatIsGone() {
        sql.sql("update files set gone = true where id = " + file).update();
        assertFoundAndMended(Kind.TEXT_LEFT, 1, new Place(document, file, null));
    }

    @Test
    void rowsWithoutAPublishedFile() {
        sql.sql("update files set state = 'FAILED' where id = " + file).update();
        sql.sql("delete from published_files where file_id = " + file).update();
        Reconciliation found = compared(false);
        assertThat(found.findings())
                .extracting(Finding::kind)
                .containsExactly(Kind.GHOST, Kind.ORPHAN);
        assertThat(compared(true).findings()).isEmpty();
        assertThat(one("select count(*) from passages where file_id = " + file)).isZero();
    }

    /// Only reading it again helps, which a scan does: the file must not be taken for unchanged.
    @Test
    void textThatIsIncompleteIsToBeReadAgain() {
        sql.sql("delete from passages where id = " + passage).update();
        Reconciliation mended = compared(true);
        assertThat(mended.mended())
                .extracting(Finding::kind)
                .containsExactly(Kind.GHOST, Kind.TEXT_INCOMPLETE);
        assertThat(mended.findings())
                .extracting(Finding::kind)
                .containsExactly(Kind.TEXT_INCOMPLETE);
        assertThat(one("select count(*) from jobs where state = 'WAITING'")).isPositive();
        assertThat(
                        sql.sql(
                                        "select reader_version from published_files where file_id = "
                                                + file)
                                .query(String.class)
                                .single())
                .isEmpty();
        add(papers);
        assertThat(compared(false).findings()).isEmpty();
    }

    @Test
    void aPublishedFileWithoutText() {
        sql.sql("update published_files set hidden_at = 1 where file_id = " + file).update();
        assertThat(compared(true).mended())
                .extracting(Finding::kind)
                .containsExactly(Kind.GHOST, Kind.TEXT_MISSING);
        add(papers);
        assertThat(compared(false).findings()).isEmpty();
    }

    @Test
    void saysThatItBrokeOffWhenTheIndexDoesNotAnswer() {
        index.breakDown(true);
        try {
            reconcile.runNow(false);
            assertThat(reconcile.status().broke()).isTrue();
        } finally {
            index.breakDown(false);
        }
        compared(false);
    }

    @Test
    @Tag("long")
    void comparesTenThousandDocumentsWithinSeconds() {
        for (int i = 0; i < 10_000; i++) {
            add(++papers);
        }
        while (one("select last from change_sequence") > index.real().cursor()) {
            library.awaitCaughtUp();
        }
        Reconciliation found = compared(false);
        assertThat(found.findings()).isEmpty();
        assertThat(found.took()).isLessThan(Duration.ofSeconds(20));
        System.out.println("10,000 documents: " + found);
    }

    /// What changes meanwhile is no finding.
    @Test
    void findsNothingWhileFilesAreImported() throws Exception {
        for (int i = 0; i < 300; i++) {
            add(++papers);
        }
        AtomicBoolean done = new AtomicBoolean();
        List<Thread> importers =
                List.of(
                        Thread.startVirtualThread(() -> importUntil(done, 10_000)),
                        Thread.startVirtualThread(() -> importUntil(done, 20_000)));
        try {
            for (int run = 0; run < 5; run++) {
                assertThat(compared(false).findings()).isEmpty();
            }
        } finally {
            done.set(true);
            for (Thread importer : importers) {
                importer.join();
            }
        }
        assertThat(compared(false).findings()).isEmpty();
    }

    /// New papers, and the first hundred again and again with other texts.
    private void importUntil(AtomicBoolean done, int from) {
        for (int i = 0; !done.get(); i++) {
            library.add(
                    Category.PAPER,
                    "reconcile/live-%d.pdf".formatted(from + i % 100),
                    "Live " + i,
                    2024,
                    "Ada Moreau",
                    "Round %d of a paper that is written again.".formatted(from + i));
        }
    }
}
