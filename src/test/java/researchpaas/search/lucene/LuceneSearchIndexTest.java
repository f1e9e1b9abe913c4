package researchpaas.search.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.NIOFSDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import researchpaas.document.Changes.Change;
import researchpaas.document.DocumentId;
import researchpaas.search.Filter;
import researchpaas.search.SearchIndex;
import researchpaas.search.SearchIndex.Request;
import researchpaas.search.SearchIndex.Scored;
import researchpaas.search.SearchIndexContract;
import researchpaas.search.TwoSets;

class LuceneSearchIndexTest implements SearchIndexContract {
    @TempDir Path temporary;

    private LuceneSearchIndex index;

    @BeforeEach
    void open() {
        index = open(folder());
    }

    @AfterEach
    void close() {
        index.close();
    }

    private Path folder() {
        return temporary.resolve("index");
    }

    private static LuceneSearchIndex open(Path folder) {
        return new LuceneSearchIndex(folder, 16, VectorEncoding.INT8, new TwoSets());
    }

    /// The question's ideal is the same for all texts, so it tells how much of it the best one
    /// says.
    @Test
    void theIdealScoreTellsAFullAnswerFromOneEverydayWord() {
        index.apply(
                List.of(
                        new Paper(1).passage("Bees dance to tell the way.", null).present(),
                        new Paper(2).passage("Trams run on rails all the way.", null).present(),
                        new Paper(3).passage("Snow lies on the way.", null).present()),
                3);
        assertThat(shareOfIdeal("bees dance")).isBetween(.45, 1.0);
        assertThat(shareOfIdeal("which way would honey travel quickest")).isBetween(.001, .2);
        assertThat(legs("trav").wordsIdeal()).as("of no word there is").isZero();
    }

    private double shareOfIdeal(String words) {
        SearchIndex.Legs legs = legs(words);
        return legs.words().getFirst().score() / legs.wordsIdeal();
    }

    private SearchIndex.Legs legs(String words) {
        return index.legs(new Request(words, null, Filter.NONE, 10), TwoSets.STUDENT);
    }

    @Override
    public SearchIndex index() {
        return index;
    }

    @Override
    public SearchIndex reopened() {
        index.close();
        index = open(folder());
        return index;
    }

    /// The files as they lie there, without the lock that the system takes away with the process. A
    /// merge that is under way takes its temporary files away itself.
    @Override
    public SearchIndex afterKill() {
        Path copy = temporary.resolve("copy");
        try (Stream<Path> files = Files.list(folder())) {
            Files.createDirectory(copy);
            for (Path file : files.toList()) {
                copyUnlessTemporaryAndGone(file, copy.resolve(file.getFileName()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        index.close();
        index = open(copy);
        return index;
    }

    private static void copyUnlessTemporaryAndGone(Path file, Path to) throws IOException {
        try {
            Files.copy(file, to);
        } catch (NoSuchFileException e) {
            if (!file.toString().endsWith(".tmp")) {
                throw e;
            }
        }
    }

    @Override
    public SearchIndex unreachable() {
        try {
            Path file = Files.createFile(temporary.resolve("no-folder"));
            return open(file.resolve("below"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Long> found(String words) {
        return index
                .legs(new Request(words, null, Filter.NONE, 10), TwoSets.STUDENT)
                .words()
                .stream()
                .map(Scored::document)
                .map(DocumentId::value)
                .toList();
    }

    private void holds(String... texts) {
        long number = 0;
        for (String text : texts) {
            number++;
            Change change = new Paper(number).passage(text, null).present();
            index.apply(List.of(change), number);
        }
    }

    /// The cursor once moved before searches saw the commit, so who waited for it searched too
    /// early.
    @Test
    void whatTheCursorCoversIsFound() throws Exception {
        int papers = 100;
        try (ExecutorService follower = Executors.newSingleThreadExecutor()) {
            Future<?> applied =
                    follower.submit(() -> {
                        for (long n = 1; n <= papers; n++) {
                            Change change = new Paper(n).passage("specimen" + n, null).present();
                            index.apply(List.of(change), n);
                        }
                    });
            for (long n = 1; n <= papers; n++) {
                while (index.cursor() < n && !applied.isDone()) {
                    Thread.onSpinWait();
                }
                assertThat(found("specimen" + n)).contains(n);
            }
        }
    }

    @Test
    void englishIsFoundInAnyInflection() {
        holds("Neural networks were trained.", "Bees dance.");
        assertThat(found("training a network")).containsExactly(1L);
    }

    @Test
    void japaneseIsFoundInAnyInflection() {
        holds("モデルを学習させた結果を示す。", "京都を歩いた。");
        assertThat(found("歩く")).containsExactly(2L);
    }

    @Test
    void aKatakanaCompoundIsFoundByItsParts() {
        holds("ニューラルネットワークを用いる。", "バスを用いる。");
        assertThat(found("ネットワーク")).startsWith(1L);
    }

    @Test
    void voicingMarksAreNotFoldedAway() {
        holds("ハイアスという語。", "バイアスという語。");
        assertThat(found("バイアス").getFirst()).isEqualTo(2L);
    }

    @Test
    void variantCharactersOfANameAreOne() {
        holds("髙橋と渡邊による。", "鈴木による。");
        assertThat(found("高橋")).containsExactly(1L);
        assertThat(found("渡辺")).containsExactly(1L);
    }

    @Test
    void namesWithDigitsAndDotsStayWhole() {
        holds("We use node.js and T5 here.", "Node 5 is a t junction, js five.");
        assertThat(found("T5").getFirst()).isEqualTo(1L);
        assertThat(found("node.js").getFirst()).isEqualTo(1L);
    }

    @Test
    void aWordThatIsNotWrittenToItsEndIsFoundWhenNothingElseIs() {
        holds("Retrieval of documents.", "The rate of retries.", "地震の予測。");
        assertThat(found("retriev")).containsExactly(1L);
        assertThat(found("documents retriev")).containsExactly(1L);
        assertThat(found("地")).containsExactly(3L);
        assertThat(found("retriev ")).isEmpty();
    }

    @Test
    void anIndexThatIsBrokenIsMovedAsideAndBuiltAnew() throws IOException {
        holds("Bees dance.");
        index.close();
        try (Stream<Path> files = Files.list(folder())) {
            for (Path file :
                    files.filter(f -> f.getFileName().toString().startsWith("segments_"))
                            .toList()) {
                Files.write(file, new byte[] {1, 2, 3});
            }
        }
        index = open(folder());
        assertThat(index.cursor()).isZero();
        assertThat(temporary.resolve("index.broken-1")).isDirectory();
        holds("Bees dance.");
        assertThat(found("bees")).containsExactly(1L);
    }

    @Test
    void aFolderOfOtherFilesIsMovedAside() throws IOException {
        index.close();
        Path foreign = Files.createDirectory(temporary.resolve("foreign"));
        Files.writeString(foreign.resolve("thesis.txt"), "precious");
        index = open(foreign);
        assertThat(index.cursor()).isZero();
        assertThat(temporary.resolve("foreign.broken-1").resolve("thesis.txt"))
                .hasContent("precious");
    }

    @Test
    void anUnchangedTextIsNotWrittenAgain() throws IOException {
        holds("Bees dance.");
        long before = vectorFreeSize();
        index.apply(List.of(new Paper(1).number(9).passage("Bees dance.", null).present()), 9);
        assertThat(index.cursor()).isEqualTo(9);
        assertThat(vectorFreeSize()).isEqualTo(before);
    }

    /// Merges run beside the writer and end after its commit. Without a commit of their own,
    /// searches went on in as many segments as an import had batches, and the merged files lay
    /// there unused.
    @Test
    void whatWasMergedIsCommittedWithoutAFurtherChange() throws Exception {
        for (int number = 1; number <= 30; number++) {
            index.apply(
                    List.of(new Paper(number).passage("Bees " + number, null).present()), number);
            while (Thread.getAllStackTraces().keySet().stream()
                    .anyMatch(thread -> thread.getName().contains("Merge Thread"))) {
                Thread.sleep(5);
            }
            assertThat(segmentFiles()).as("after batch %d", number).isEqualTo(committedFiles());
        }
        assertThat(index.size().documents()).isEqualTo(30);
        assertThat(index.cursor()).isEqualTo(30);
    }

    private Set<String> segmentFiles() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("_"))
                    .collect(Collectors.toSet());
        }
    }

    private Set<String> committedFiles() throws IOException {
        try (var directory = new NIOFSDirectory(folder())) {
            return new HashSet<>(SegmentInfos.readLatestCommit(directory).files(false));
        }
    }

    /// Bytes of all text segments; a new segment would add to them.
    private long vectorFreeSize() throws IOException {
        try (Stream<Path> files = Files.list(folder())) {
            long sum = 0;
            for (Path file : files.filter(f -> f.toString().endsWith(".cfs")).toList()) {
                sum += Files.size(file);
            }
            return sum;
        }
    }
}
