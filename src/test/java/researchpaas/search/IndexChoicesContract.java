package researchpaas.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import researchpaas.search.IndexChoices.Choice;
import researchpaas.search.IndexChoices.Standing;

/// What the database's word on the indexes promises.
public interface IndexChoicesContract {
    Choice LUCENE = new Choice("lucene", "small", 384);
    Choice QDRANT = new Choice("qdrant", "small", 384);
    Choice LARGE = new Choice("lucene", "large", 1024);

    /// Empty before each test.
    IndexChoices choices();

    @Test
    default void theFirstStartChoosesAndNoLaterOne() {
        assertThat(choices().standing()).isEmpty();
        assertThat(choices().begin(LUCENE)).isEqualTo(new Standing(LUCENE, null, null));
        assertThat(choices().begin(QDRANT)).isEqualTo(new Standing(LUCENE, null, null));
        assertThat(choices().standing()).contains(new Standing(LUCENE, null, null));
    }

    @Test
    default void oneIsBuiltAtATimeAndNotTheOneThatServes() {
        choices().begin(LUCENE);
        assertThat(choices().build(LUCENE)).isFalse();
        assertThat(choices().build(QDRANT)).isTrue();
        assertThat(choices().build(QDRANT)).as("again").isTrue();
        assertThat(choices().build(LARGE)).isFalse();
        assertThat(choices().standing()).contains(new Standing(LUCENE, null, QDRANT));
        choices().giveUp();
        assertThat(choices().standing()).contains(new Standing(LUCENE, null, null));
    }

    @Test
    default void whatWasBuiltServesAndTheFormerOneIsKept() {
        choices().begin(LUCENE);
        assertThat(choices().flip(QDRANT)).as("not built").isFalse();
        choices().build(QDRANT);
        assertThat(choices().flip(LARGE)).as("another is built").isFalse();
        assertThat(choices().flip(QDRANT)).isTrue();
        assertThat(choices().flip(QDRANT)).as("done already").isFalse();
        assertThat(choices().standing()).contains(new Standing(QDRANT, LUCENE, null));
        choices().forget();
        assertThat(choices().standing()).contains(new Standing(QDRANT, null, null));
    }

    @Test
    default void anEmptyLibraryTakesAnother() {
        choices().begin(LUCENE);
        choices().build(QDRANT);
        choices().replace(LARGE);
        assertThat(choices().standing()).contains(new Standing(LARGE, null, null));
    }
}
