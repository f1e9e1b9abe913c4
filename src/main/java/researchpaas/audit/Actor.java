package researchpaas.audit;

import org.jspecify.annotations.Nullable;

/// Who did something, and how that was known.
///
/// @param account the account's number; absent for whoever has none
public record Actor(@Nullable Long account, Means means) {
    /// Who runs the program.
    public static Actor operator() {
        return new Actor(null, Means.OPERATOR);
    }

    /// The reader of development without login.
    public static Actor local() {
        return new Actor(null, Means.LOCAL);
    }

    /// Somebody unknown.
    public static Actor nobody() {
        return new Actor(null, Means.NONE);
    }
}
