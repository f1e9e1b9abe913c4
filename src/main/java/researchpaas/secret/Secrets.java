package researchpaas.secret;

import java.util.List;

/// Texts under names, encrypted where they lie.
public interface Secrets {
    /// Replaces what the name held before.
    ///
    /// @return false when there is no key to encrypt with (`SECRETS_KEY`); then nothing is stored
    boolean put(String name, String value);

    Found get(String name);

    /// @return false when there was none
    boolean forget(String name);

    /// In their order, whether or not they can be read.
    List<String> names();

    /// Encrypts everything with the key that is used for writing now.
    Rotation rotate();

    sealed interface Found {
        record Secret(String value) implements Found {
            @Override
            public String toString() {
                return "Secret[***]";
            }
        }

        record Absent() implements Found {}

        /// It was encrypted with a key that is not configured (any more).
        record KeyMissing() implements Found {}

        /// It is not what was stored under this name.
        record Damaged() implements Found {}
    }

    /// @param rotated how many are encrypted with the new key now that were not before
    /// @param unreadable the names whose key is missing or which are damaged; they stay as they are
    /// @param possible false when there is no key to encrypt with
    record Rotation(int rotated, List<String> unreadable, boolean possible) {
        public Rotation {
            unreadable = List.copyOf(unreadable);
        }
    }
}
