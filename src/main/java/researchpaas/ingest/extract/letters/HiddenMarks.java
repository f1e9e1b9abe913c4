package researchpaas.ingest.extract.letters;

import java.util.List;
import java.util.Optional;
import researchpaas.document.HiddenText.Kind;

/// What a reader puts around words that nobody sees, until the page is handed over and the marks
/// become offsets. They are characters that Unicode keeps for use inside a program, and a reader
/// that sets them takes a file's own away first: a file could end a mark with its own.
public final class HiddenMarks {
    public static final char END = '\uFDEF';

    private static final char FIRST = '\uFDD0';

    private static final List<Kind> KINDS = List.of(Kind.values());

    private HiddenMarks() {}

    public static char begin(Kind kind) {
        return (char) (FIRST + KINDS.indexOf(kind));
    }

    public static String around(Kind kind, String text) {
        return text.isEmpty() ? text : begin(kind) + text + END;
    }

    public static boolean isMark(int point) {
        return point >= FIRST && point <= END;
    }

    /// Absent for one that is no beginning of ours.
    public static Optional<Kind> kind(char mark) {
        int kind = mark - FIRST;
        return kind >= 0 && kind < KINDS.size() ? Optional.of(KINDS.get(kind)) : Optional.empty();
    }

    /// Without all but those for characters without looks, which [CleanText] sets: begun and ended
    /// at once, they end nothing else.
    public static String withoutOpen(String text) {
        String pair = "" + begin(Kind.CHARACTERS) + END;
        StringBuilder kept = new StringBuilder();
        int from = 0;
        for (int at = text.indexOf(pair); at >= 0; at = text.indexOf(pair, from)) {
            kept.append(without(text.substring(from, at))).append(pair);
            from = at + pair.length();
        }
        return kept.append(without(text.substring(from))).toString();
    }

    public static String without(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isMark(text.charAt(i))) {
                StringBuilder kept = new StringBuilder(text.length());
                text.chars().filter(c -> !isMark(c)).forEach(c -> kept.append((char) c));
                return kept.toString();
            }
        }
        return text;
    }
}
