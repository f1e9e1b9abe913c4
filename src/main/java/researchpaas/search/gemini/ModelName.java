package researchpaas.search.gemini;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A model of Google's and the length of its vectors, which can be chosen: vectors of two lengths
/// are vectors of two models.
record ModelName(String model, int dimension) {
    private static final Pattern FORM =
            Pattern.compile("(?:models/)?(gemini-embedding-\\d{1,3}[a-z]*)(?:-d(\\d{1,5}))?");
    private static final int LEAST = 128;
    private static final int MOST = 3072;

    /// @param dimension where the text does not say it
    static Optional<ModelName> of(String text, int dimension) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String said = matcher.group(2);
        return Optional.of(
                new ModelName(matcher.group(1), said == null ? dimension : Integer.parseInt(said)));
    }

    boolean isUsable() {
        return dimension >= LEAST && dimension <= MOST;
    }

    /// As it stands with every vector.
    String id() {
        return model + "-d" + dimension;
    }
}
