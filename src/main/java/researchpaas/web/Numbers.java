package researchpaas.web;

import org.jspecify.annotations.Nullable;

/// Numbers in addresses.
final class Numbers {
    private Numbers() {}

    /// 0 for what is no number.
    static long of(@Nullable String text) {
        try {
            return text == null ? 0 : Long.parseLong(text);
        } catch (NumberFormatException _) {
            return 0;
        }
    }
}
