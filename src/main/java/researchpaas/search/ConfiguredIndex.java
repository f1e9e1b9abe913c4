package researchpaas.search;

/// What the settings ask for. It holds for an empty library; any other keeps what it has until it
/// is moved.
///
/// @param engine see [SearchEngine#name]
/// @param model the name by which the settings ask for the embedding model, for messages
public record ConfiguredIndex(String engine, String model) {}
