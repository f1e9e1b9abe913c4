package researchpaas.ingest.extract.tex;

import org.jspecify.annotations.Nullable;

/// A place in TeX source, and what can be read from there. Whatever the source looks like, every
/// call ends and goes forward or stays.
final class TexScanner {
    /// UTF-16 units in which a group must end; one that does not is no group.
    private static final int LONGEST_GROUP = 20_000;

    private final String source;
    private int at;

    TexScanner(String source) {
        this.source = source;
    }

    boolean atEnd() {
        return at >= source.length();
    }

    /// The next character; NUL at the end.
    char peek() {
        return atEnd() ? 0 : source.charAt(at);
    }

    /// Takes the next character; not at the end.
    char next() {
        return source.charAt(at++);
    }

    boolean take(String expected) {
        boolean there = source.startsWith(expected, at);
        at += there ? expected.length() : 0;
        return there;
    }

    /// The name of a command whose backslash is taken: letters, or one other character. Empty at
    /// the end.
    String command() {
        int start = at;
        while (!atEnd() && isLetter(peek())) {
            at++;
        }
        if (at == start && !atEnd()) {
            at++;
        }
        return source.substring(start, at);
    }

    /// White space, but not beyond the paragraph's end.
    void skipSpaces() {
        int lineFeeds = 0;
        while (!atEnd() && (peek() == ' ' || peek() == '\t' || peek() == '\n')) {
            lineFeeds += peek() == '\n' ? 1 : 0;
            if (lineFeeds > 1) {
                return;
            }
            at++;
        }
    }

    /// Takes a blank line's end, if the line feed that was just taken is followed by one.
    boolean takeBlankLine() {
        int end = at;
        while (end < source.length() && (source.charAt(end) == ' ' || source.charAt(end) == '\t')) {
            end++;
        }
        if (end >= source.length() || source.charAt(end) != '\n') {
            return false;
        }
        while (end < source.length() && Character.isWhitespace(source.charAt(end))) {
            end++;
        }
        at = end;
        return true;
    }

    /// The argument that follows: what is in the braces, a command with its backslash, or one
    /// character. Empty where there is none.
    String argument() {
        skipSpaces();
        if (peek() == '{') {
            return between('{', '}');
        }
        if (atEnd() || peek() == '}' || peek() == '\n') {
            return "";
        }
        int start = at;
        if (next() == '\\') {
            command();
        } else if (Character.isHighSurrogate(source.charAt(start)) && !atEnd()) {
            at++;
        }
        return source.substring(start, at);
    }

    /// An argument in square brackets; null where there is none.
    @Nullable String option() {
        return peek() == '[' ? between('[', ']') : null;
    }

    /// What stands up to the end mark, which is taken too; all the rest when it never comes.
    String upTo(String end) {
        int found = source.indexOf(end, at);
        String inside = source.substring(at, found < 0 ? source.length() : found);
        at = found < 0 ? source.length() : found + end.length();
        return inside;
    }

    /// Like [#upTo(String)], within one group's length; null, and nothing taken, when it does not
    /// come.
    @Nullable String upToNear(String end) {
        int limit = Math.min(source.length(), at + LONGEST_GROUP);
        int found = source.indexOf(end, at, limit);
        while (found > 0 && end.charAt(0) == '$' && source.charAt(found - 1) == '\\') {
            found = source.indexOf(end, found + 1, limit);
        }
        if (found < 0) {
            return null;
        }
        String inside = source.substring(at, found);
        at = found + end.length();
        return inside;
    }

    private String between(char open, char close) {
        int depth = 0;
        int limit = Math.min(source.length(), at + LONGEST_GROUP);
        for (int i = at; i < limit; i++) {
            char c = source.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == open || (open == '[' && c == '{')) {
                depth++;
            } else if (c == close || (open == '[' && c == '}')) {
                depth--;
                if (depth == 0) {
                    String inside = source.substring(at + 1, i);
                    at = i + 1;
                    return inside;
                }
            }
        }
        at++;
        return "";
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '@';
    }
}
