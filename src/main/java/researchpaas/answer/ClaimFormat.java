package researchpaas.answer;

import java.util.List;
import java.util.Optional;
import researchpaas.answer.ClaimFormat.Form.Quote;

/// Reads the objects that a model was asked to write, one for each thing it says. See [Prompts] for
/// what it was told.
public interface ClaimFormat {
    /// Empty for whatever is no such object: it is part of nothing.
    Optional<Form> read(String object);

    /// @param say absent texts are empty
    /// @param next a proposal instead
    /// @param none whether it says that the material has no answer
    record Form(String say, String next, boolean none, List<Quote> quotes) {
        public Form {
            quotes = List.copyOf(quotes);
        }

        public record Quote(String passage, String words) {}
    }
}
