package researchpaas.search;

import java.util.List;
import java.util.Optional;

/// The embedding models of one kind that can be had here.
public interface EmbeddingModels {
    /// The model of that id, made ready at the first call and kept; empty where it is not one of
    /// these.
    ///
    /// @throws IllegalStateException when it is one of these and cannot be used; the message says
    ///   what to change
    Optional<EmbeddingModel> of(String id);

    /// The ids of all.
    List<String> known();

    /// The id of the one that the settings ask for; empty where they ask for none of these.
    ///
    /// @throws IllegalStateException when they ask for one of these that is not there; the message
    ///   says what to change
    Optional<String> configured();
}
