package researchpaas.answer;

import java.util.List;

/// One thing that a model wrote, as it wrote it: nothing in it is proved.
sealed interface Claim {
    /// @param next a proposal of what to do next, else a part of the answer
    record Said(String text, List<Quoted> quotes, boolean next) implements Claim {
        public Said {
            quotes = List.copyOf(quotes);
        }
    }

    /// The model says that the material does not answer the question.
    record Nothing() implements Claim {}

    /// @param handle the name that the passage had in the prompt
    record Quoted(String handle, String words) {}
}
