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
        assertThat(choices().begin(LUCENE)).isEqualTo(new Standing(LUCENE, null, null, false));
        assertThat(choices().begin(QDRANT)).isEqualTo(new Standing(LUCENE, null, null, false));
        assertThat(choices().standing()).contains(new Standing(LUCENE, null, null, false));
    }

    @Test
    default void oneIsBuiltAtATimeAndNotTheOneThatServes() {
        choices().begin(LUCENE);
        assertThat(choices().build(LUCENE, false)).isFalse();
        assertThat(choices().build(QDRANT, false)).isTrue();
        assertThat(choices().build(QDRANT, false)).as("again").isTrue();
        assertThat(choices().build(LARGE, false)).isFalse();
        assertThat(choices().standing()).contains(new Standing(LUCENE, null, QDRANT, false));
        choices().giveUp();
        assertThat(choices().standing()).contains(new Standing(LUCENE, null, null, false));
    }

    @Test
    default void whatWasBuiltServesAndTheFormerOneIsKept() {
        choices().begin(LUCENE);
        assertThat(choices().flip(QDRANT)).as("not built").isFalse();
        choices().build(QDRANT, false);
        assertThat(choices().flip(LARGE)).as("another is built").isFalse();
        assertThat(choices().flip(QDRANT)).isTrue();
        assertThat(choices().flip(QDRANT)).as("done already").isFalse();
        assertThat(choices().standing()).contains(new Standing(QDRANT, LUCENE, null, false));
        choices().forget();
        assertThat(choices().standing()).contains(new Standing(QDRANT, null, null, false));
    }

    @Test
    default void anEmptyLibraryTakesAnother() {
        choices().begin(LUCENE);
        choices().build(QDRANT, false);
        choices().replace(LARGE);
        assertThat(choices().standing()).contains(new Standing(LARGE, null, null, false));
    }

    @Test
    default void theVectorsOfAnotherModelComeFirst() {
        choices().begin(LUCENE);
        assertThat(choices().build(LARGE, true)).isTrue();
        assertThat(choices().standing()).contains(new Standing(LUCENE, null, LARGE, true));
        choices().vectorsDone();
        assertThat(choices().build(LARGE, true)).as("they are there already").isTrue();
        assertThat(choices().standing()).contains(new Standing(LUCENE, null, LARGE, false));
        choices().flip(LARGE);
        choices().build(LUCENE, true);
        choices().giveUp();
        assertThat(choices().standing()).contains(new Standing(LARGE, LUCENE, null, false));
    }
}
