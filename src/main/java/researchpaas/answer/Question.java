package researchpaas.answer;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import researchpaas.document.Language;
import researchpaas.search.Query;

/// @param text as the reader wrote it, not blank
/// @param model another one of the configured service than the configured; absent for that
/// @param earlier what was asked and answered before in the same conversation, oldest first,
///   already cut to what is worth looking back at; only read to understand the question
public record Question(String text, Kind kind, @Nullable String model, List<Exchange> earlier) {
    public static final int LONGEST = Query.LONGEST;

    public Question {
        if (text.isBlank() || text.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "A question has 1 to " + LONGEST + " characters that are not all blank.");
        }
        earlier = List.copyOf(earlier);
    }

    public static Question of(String text) {
        return new Question(text, Kind.GENERAL, null, List.of());
    }

    /// The language that is answered in.
    public Language language() {
        return Language.of(text) == Language.JAPANESE ? Language.JAPANESE : Language.ENGLISH;
    }

    /// What is wanted: about a subject; about data; about what to do. The word in lower case is
    /// part of the API.
    public enum Kind {
        GENERAL,
        DATABASE,
        PLANNING;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Kind> of(String word) {
            return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
        }
    }

    /// @param answer its statements, one after the other; empty when nothing was found
    public record Exchange(String question, String answer) {}
}
