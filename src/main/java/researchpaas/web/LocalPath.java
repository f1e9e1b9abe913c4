package researchpaas.web;

import org.jspecify.annotations.Nullable;

/// Where to go back to. Only a path of this server is one: an address of another, however it is
/// written, would make the sign-in page lead people there.
final class LocalPath {
    private static final int LONGEST = 2000;

    private LocalPath() {}

    /// @return the first page for everything that is no path of this server
    static String of(@Nullable String text) {
        return text != null && isLocal(text) ? text : "/";
    }

    private static boolean isLocal(String text) {
        return text.length() <= LONGEST
                && text.startsWith("/")
                && !text.startsWith("//")
                && text.chars().noneMatch(c -> c == '\\' || c < ' ' || c > '~');
    }
}
