package researchpaas.document;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What kind of thing a document is. The word in lower case is part of the API.
public enum Category {
    PAPER,
    POSTER,
    DATASET;

    /// `paper`, `poster` or `dataset`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The category of an API word; empty for any other text.
    public static Optional<Category> of(String word) {
        return Arrays.stream(values()).filter(category -> category.word().equals(word)).findFirst();
    }
}
