package researchpaas.web;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import researchpaas.document.Document;
import researchpaas.document.Relations.Related;

/// A document that has to do with the one that is shown.
///
/// @param type the key's ending of its word; empty for one that has none
record RelatedView(
        String href,
        String title,
        String language,
        String category,
        String type,
        @Nullable Double confidence) {
    private static final Set<String> KNOWN = Set.of("cited", "used", "created");

    static RelatedView of(Related related) {
        Document other = related.other();
        String category = other.key().category().word();
        return new RelatedView(
                "/library/" + category + "/" + other.key().number(),
                other.title(),
                other.language().code(),
                other.key().category().name(),
                KNOWN.contains(related.type()) ? related.type() : "",
                related.confidence());
    }
}
