package researchpaas.search.qdrant;

import io.qdrant.client.grpc.Common.Condition;
import io.qdrant.client.grpc.Common.Filter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import researchpaas.document.Access.Visible;
import researchpaas.search.TextAnalysis;

/// What one question of one reader may find. Made once a question, asked for every leg.
///
/// @param authors whole names that have the filter's part of a name; absent where it has none
record Gate(Visible visible, researchpaas.search.Filter filter, @Nullable List<String> authors) {
    /// Names among which a part is looked for.
    private static final int MOST_AUTHORS = 100_000;

    /// Nothing at all can be found: no need to ask.
    static boolean closes(Visible visible) {
        return visible instanceof Visible.Only(Set<Long> sets) && sets.isEmpty();
    }

    static Gate of(
            Visible visible,
            researchpaas.search.Filter filter,
            QdrantStore store,
            TextAnalysis analysis) {
        String part = filter.author();
        if (part == null || part.isBlank()) {
            return new Gate(visible, filter, null);
        }
        String folded = analysis.folded(part.strip());
        // the server finds whole names by its index, a part of one only in all points' texts; the
        // names of visible files are few beside them
        Map.Entry<String, Filter> names =
                Map.entry(Payload.AUTHOR, Conditions.visible(Payload.FILE_KIND, visible).build());
        List<String> authors =
                store.facets(List.of(names), MOST_AUTHORS).getFirst().stream()
                        .map(hit -> hit.getValue().getStringValue())
                        .filter(name -> name.contains(folded))
                        .toList();
        return new Gate(visible, filter, authors);
    }

    /// Nobody has such a name.
    boolean isClosed() {
        return closes(visible) || (authors != null && authors.isEmpty());
    }

    Filter.Builder of(String kind) {
        return of(kind, filter);
    }

    /// With another filter but for the authors.
    Filter.Builder of(String kind, researchpaas.search.Filter other) {
        return Conditions.visible(kind, visible).addAllMust(narrowed(other));
    }

    List<Condition> narrowed(researchpaas.search.Filter other) {
        return Conditions.narrowed(other, authors);
    }
}
