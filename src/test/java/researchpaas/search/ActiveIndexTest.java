package researchpaas.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import researchpaas.account.Principal;
import researchpaas.account.Reader;
import researchpaas.document.Category;
import researchpaas.document.Language;
import researchpaas.document.Page;
import researchpaas.document.Publication.Content;
import researchpaas.document.Publication.Description;
import researchpaas.document.Publication.NewPassage;
import researchpaas.document.jdbc.TestLibrary;
import researchpaas.search.EmbeddingModel.EmbeddingFailed;
import researchpaas.search.IndexChoices.Choice;
import researchpaas.search.SearchIndex.IndexUnavailable;
import researchpaas.search.SearchIndex.Request;
import researchpaas.search.jdbc.StoredChoices;

/// Two engines in memory behind one database, and what each instance of the program makes of it.
class ActiveIndexTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Choice NEAR = new Choice("near", "fake", 2);
    private static final Choice FAR = new Choice("far", "fake", 2);

    private final List<ActiveIndex> instances = new ArrayList<>();
    private TestLibrary library;
    private IndexChoices choices;
    private InMemoryEngine near;
    private InMemoryEngine far;

    @BeforeEach
    void open(@TempDir Path home) {
        library = TestLibrary.sqlite(home);
        choices = StoredChoices.of(library);
        near = new InMemoryEngine("near", library.access());
        far = new InMemoryEngine("far", library.access());
    }

    @AfterEach
    void close() {
        instances.forEach(ActiveIndex::close);
        library.close();
    }

    /// Looks only when it is told to.
    private ActiveIndex started(String provider) {
        return started(provider, FakeEmbeddingModel.only(new FakeEmbeddingModel()));
    }

    private ActiveIndex started(String provider, EmbeddingModels models) {
        ActiveIndex instance =
                new ActiveIndex(
                        choices,
                        List.of(near, far),
                        List.of(models),
                        new ConfiguredIndex(provider, "any"),
                        library.changes());
        instances.add(instance);
        return instance;
    }

    private void publish(String text) {
        library.publication()
                .publish(
                        new Content(
                                library.file(text, library.access().idOf(Set.of(Principal.ANYONE))),
                                text,
                                Category.PAPER,
                                "text/plain",
                                new Description(
                                        text,
                                        List.of(),
                                        "",
                                        List.of(),
                                        null,
                                        Language.ENGLISH,
                                        Instant.EPOCH),
                                List.of(new Page(1, text, 0, 0, List.of())),
                                List.of(
                                        new NewPassage(
                                                text,
                                                "",
                                                1,
                                                1,
                                                0,
                                                text.length(),
                                                Language.ENGLISH,
                                                text)),
                                "",
                                "1"));
    }

    private static long found(SearchIndex index, String word) {
        return index.legs(new Request(word, null, Filter.NONE, 10), Reader.local()).wordsTotal();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(5);
        }
    }

    @Test
    void anEmptyLibraryTakesWhatIsConfigured() {
        assertThat(started("near").current()).isEqualTo(NEAR);
        assertThat(started("far").current()).isEqualTo(FAR);
        assertThat(choices.standing().orElseThrow().active()).isEqualTo(FAR);
    }

    @Test
    void aLibraryWithDocumentsKeepsWhatItHas() {
        started("near");
        publish("bees");
        ActiveIndex later = started("far");
        assertThat(later.current()).isEqualTo(NEAR);
        assertThat(later.configured()).isEqualTo(FAR);
    }

    @Test
    void whatIsNotThereIsNamedAtStart() {
        assertThatThrownBy(() -> started("solr"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("VECTOR_SEARCH_PROVIDER is 'solr'. There are far, near.");
        EmbeddingModels none = FakeEmbeddingModel.among(Map.of());
        assertThatThrownBy(() -> started("near", none))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("EMBEDDING_MODEL is 'any'", "EMBEDDING_MODEL_FOLDER");
    }

    @Test
    void anotherModelUnderTheSameIdIsRefused() {
        started("near");
        publish("bees");
        EmbeddingModels wider = FakeEmbeddingModel.among(Map.of("fake", 3));
        assertThatThrownBy(() -> started("near", wider))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("3 dimensions here; those of the library have 2");
    }

    @Test
    void anEngineThatIsAwayPreventsNoStart() {
        near.breakDown(true);
        ActiveIndex index = started("near");
        assertThatThrownBy(index::cursor).isInstanceOf(IndexUnavailable.class);
        near.breakDown(false);
        assertThat(index.cursor()).isZero();
    }

    @Test
    void aModelThatIsGoneLeavesTheWords() throws Exception {
        ActiveIndex index = started("near");
        publish("bees");
        IndexFollower follower = new IndexFollower(library.changes(), index);
        follower.start();
        assertThat(follower.awaitCaughtUp(PATIENCE)).isTrue();
        follower.stop();
        ActiveIndex later = started("near", FakeEmbeddingModel.among(Map.of("other", 3)));
        assertThat(found(later, "bees")).isOne();
        assertThat(later.now().model().card().id()).isEqualTo("fake");
        assertThatThrownBy(() -> later.now().model().query("bees"))
                .isInstanceOf(EmbeddingFailed.class);
    }

    @Test
    void theFormerIndexServesUntilTheNewOneIsLevel() throws Exception {
        ActiveIndex index = started("near");
        publish("bees");
        IndexFollower follower = new IndexFollower(library.changes(), index);
        follower.start();
        assertThat(follower.awaitCaughtUp(PATIENCE)).isTrue();

        far.breakDown(true);
        assertThat(choices.build(FAR, false)).isTrue();
        index.look();
        assertThat(index.besideChoice()).contains(FAR);
        assertThat(choices.flip(FAR)).isTrue();
        index.look();
        assertThat(index.current()).as("not built yet").isEqualTo(NEAR);
        assertThat(found(index, "bees")).isOne();

        far.breakDown(false);
        await(() -> {
            index.look();
            return index.current().equals(FAR);
        });
        assertThat(found(index, "bees")).isOne();
        assertThat(index.engine()).isEqualTo("far");
        publish("trams");
        assertThat(follower.awaitCaughtUp(PATIENCE)).isTrue();
        assertThat(found(index, "trams")).isOne();
        assertThat(near.opened()).as("kept for going back").isOne();

        choices.forget();
        index.look();
        assertThat(near.opened()).isZero();
        follower.stop();
    }

    @Test
    void everyInstanceFollowsTheDatabasesWord() throws Exception {
        ActiveIndex one = started("near");
        ActiveIndex other = started("near");
        publish("bees");
        one.start();
        other.start();
        choices.build(FAR, false);
        assertThat(one.besideIndex(FAR)).isEqualTo(Optional.empty());
        await(() -> one.besideIndex(FAR).isPresent() && other.besideIndex(FAR).isPresent());
        choices.flip(FAR);
        await(() -> one.current().equals(FAR) && other.current().equals(FAR));
        assertThat(found(one, "bees")).isOne();
        assertThat(found(other, "bees")).isOne();
        assertThat(one.besideChoice()).isEmpty();
    }

    @Test
    void whatIsGivenUpIsNotFollowedAnyMore() {
        ActiveIndex index = started("near");
        publish("bees");
        choices.build(FAR, false);
        index.look();
        choices.giveUp();
        index.look();
        assertThat(index.besideChoice()).isEmpty();
        assertThat(far.opened()).isZero();
        assertThat(index.current()).isEqualTo(NEAR);
    }
}
