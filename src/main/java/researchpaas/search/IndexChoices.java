package researchpaas.search;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the database says of the indexes, to every instance: which one serves, which one did before
/// and is kept, which one is being built. Each method is one step.
public interface IndexChoices {
    /// Nothing before the first start.
    Optional<Standing> standing();

    /// That index serves from now on, where none was chosen yet.
    ///
    /// @return what holds now, by whomever it was chosen
    Standing begin(Choice first);

    /// That index serves from now on and nothing else is kept: the library is empty.
    void replace(Choice active);

    /// That index is to be built beside the one that serves; once more of the same changes nothing.
    ///
    /// @param vectorsFirst the vectors of its model are computed before
    /// @return false when another one is being built, or this one serves already
    boolean build(Choice next, boolean vectorsFirst);

    /// The vectors of the index that is to be built are there.
    void vectorsDone();

    /// The index that was built serves from now on; the one that served is kept as the previous
    /// one.
    ///
    /// @return false when that one is not being built (any more)
    boolean flip(Choice built);

    /// Nothing is built any more.
    void giveUp();

    /// No previous index is kept any more.
    void forget();

    /// @param engine see [SearchEngine#name]
    /// @param model see [EmbeddingModel.Card#id]
    /// @param dimension of the model's vectors
    record Choice(String engine, String model, int dimension) {}

    /// @param vectorsFirst the vectors of the index that is to be built are still being computed,
    ///   so that nobody begins with it
    record Standing(
            Choice active,
            @Nullable Choice previous,
            @Nullable Choice building,
            boolean vectorsFirst) {}
}
