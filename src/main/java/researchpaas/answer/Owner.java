package researchpaas.answer;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import researchpaas.account.AccountId;
import researchpaas.account.Reader;

/// Whose a conversation is. Nobody else sees it, administrators neither.
///
/// @param account absent for the one reader of development without login
public record Owner(@Nullable AccountId account) {

    /// Empty for who has no account though others have: nothing can be kept for him.
    public static Optional<Owner> of(Reader reader) {
        return reader.account() != null || reader.seesEverything()
                ? Optional.of(new Owner(reader.account()))
                : Optional.empty();
    }
}
