package researchpaas.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import researchpaas.account.Principal;
import researchpaas.account.Reader;
import researchpaas.document.Category;
import researchpaas.document.DocumentKey;
import researchpaas.document.Language;
import researchpaas.document.Page;
import researchpaas.document.PassageId;
import researchpaas.document.Publication.Content;
import researchpaas.document.Publication.Description;
import researchpaas.document.Publication.NewPassage;
import researchpaas.document.jdbc.TestLibrary;
import researchpaas.search.FindSimilar.Similar;
import researchpaas.search.SearchResult.Hit;

class FindSimilarTest {
    private static final Reader STUDENT = Reader.holding("student", Principal.ANYONE);
    private static final Principal STAFF = new Principal("role:staff");

    private final FakeEmbeddingModel model = new FakeEmbeddingModel();
    private TestLibrary library;
    private InMemorySearchIndex index;
    private FindSimilar similar;

    @BeforeEach
    void open(@TempDir Path home) {
        library = TestLibrary.sqlite(home);
        index = new InMemorySearchIndex(library.access());
        similar =
                new FindSimilar(
                        Served.always(index, model),
                        NoFallback.search(),
                        library.documents(),
                        (_, texts) ->
                                texts.stream().map(_ -> List.<Highlighter.Span>of()).toList());
    }

    @AfterEach
    void close() {
        library.close();
    }

    /// Passage ids count through all documents, from 1.
    private DocumentKey publish(Principal who, String title, String... texts) {
        Map<String, float[]> vectors = new HashMap<>();
        List<NewPassage> passages = new java.util.ArrayList<>();
        for (String text : texts) {
            Language language = Language.of(text);
            passages.add(new NewPassage(text, "", 1, 1, 0, text.length(), language, title + text));
            if (model.card().knows(language)) {
                vectors.put(title + text, model.passage(text));
            }
        }
        library.publication().keepVectors("fake", vectors);
        DocumentKey key =
                library.publication()
                        .publish(
                                new Content(
                                        library.file(title, library.access().idOf(Set.of(who))),
                                        title,
                                        Category.PAPER,
                                        "text/plain",
                                        new Description(
                                                title,
                                                List.of(),
                                                "",
                                                List.of(),
                                                null,
                                                Language.of(title),
                                                Instant.EPOCH),
                                        List.of(
                                                new Page(
                                                        1,
                                                        String.join("\n", texts),
                                                        0,
                                                        0,
                                                        List.of())),
                                        passages,
                                        "",
                                        "1"));
        index.apply(library.changes().after(index.cursor(), 100, "fake"), library.changes().last());
        return key;
    }

    private static List<String> titles(Similar found) {
        return found.hits().stream().map(Hit::document).map(document -> document.title()).toList();
    }

    @Test
    void groupsTheNearestPassagesByTheirDocuments() {
        publish(Principal.ANYONE, "Asked", "bees", "also bees");
        publish(Principal.ANYONE, "Far", "zebras");
        publish(Principal.ANYONE, "Near", "yaks", "birds", "cats");
        Similar found = similar.toPassage(new PassageId(1), 10, STUDENT).orElseThrow();
        assertThat(found.passage()).extracting("text").isEqualTo("bees");
        assertThat(found.document().title()).isEqualTo("Asked");
        assertThat(found.byMeaning()).isTrue();
        assertThat(titles(found)).containsExactly("Near", "Far");
        assertThat(found.hits().getFirst().passages())
                .extracting(marked -> marked.passage().text())
                .containsExactly("birds", "cats", "yaks");
        assertThat(titles(similar.toPassage(new PassageId(1), 1, STUDENT).orElseThrow()))
                .containsExactly("Near");
    }

    @Test
    void goesByWordsWhereTheModelDoesNotKnowTheLanguage() {
        publish(Principal.ANYONE, "質問", "道路の温度");
        publish(Principal.ANYONE, "近い", "教室の温度");
        publish(Principal.ANYONE, "遠い", "蜂");
        Similar found = similar.toPassage(new PassageId(1), 10, STUDENT).orElseThrow();
        assertThat(found.byMeaning()).isFalse();
        assertThat(titles(found)).containsExactly("近い");
    }

    @Test
    void aPassageThatMayNotBeSeenIsAsAbsentAsOneThatIsNot() {
        publish(STAFF, "Closed", "bees");
        publish(Principal.ANYONE, "Open", "bees");
        assertThat(similar.toPassage(new PassageId(1), 10, STUDENT)).isEmpty();
        assertThat(similar.toPassage(new PassageId(99), 10, STUDENT)).isEmpty();
        assertThat(titles(similar.toPassage(new PassageId(2), 10, STUDENT).orElseThrow()))
                .isEmpty();
        assertThat(
                        titles(
                                similar.toPassage(
                                                new PassageId(2),
                                                10,
                                                Reader.holding("staff", Principal.ANYONE, STAFF))
                                        .orElseThrow()))
                .containsExactly("Closed");
    }

    @Test
    void findsDocumentsLikeOneByItsTitleAndSummary() {
        DocumentKey asked = publish(Principal.ANYONE, "Bees", "zebras");
        publish(Principal.ANYONE, "Far", "yaks");
        DocumentKey closed = publish(STAFF, "Closed", "bees");
        publish(Principal.ANYONE, "Near", "birds");
        Similar found = similar.toDocument(asked, 10, STUDENT).orElseThrow();
        assertThat(found.passage()).isNull();
        assertThat(titles(found)).containsExactly("Near", "Far");
        assertThat(similar.toDocument(closed, 10, STUDENT)).isEmpty();
    }

    @Test
    void aModelThatFailsLeavesTheWords() {
        DocumentKey asked = publish(Principal.ANYONE, "Bees", "zebras");
        publish(Principal.ANYONE, "Words", "dancing bees");
        model.breakDown(true);
        Similar found = similar.toDocument(asked, 10, STUDENT).orElseThrow();
        assertThat(found.byMeaning()).isFalse();
        assertThat(titles(found)).containsExactly("Words");
    }
}
