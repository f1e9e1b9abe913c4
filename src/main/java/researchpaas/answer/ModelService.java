package researchpaas.answer;

/// A service that can be configured as the language model; an adapter has one for each that it
/// speaks to.
public interface ModelService {
    /// As `LLM_PROVIDER` names it.
    String provider();

    /// Whether its key, or its address where it needs no key, is there.
    boolean isConfigured();

    /// @throws IllegalArgumentException with a sentence that names the variable, when the settings
    ///   do not go together
    LanguageModel open();
}
