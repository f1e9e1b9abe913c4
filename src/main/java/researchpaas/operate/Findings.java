package researchpaas.operate;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import researchpaas.document.DocumentId;
import researchpaas.document.FileId;
import researchpaas.operate.Differences.Difference;
import researchpaas.operate.Finding.Kind;
import researchpaas.operate.Finding.Place;
import researchpaas.operate.LibraryRecords.Misfit;

/// Gathers what one comparison finds: counts and a few examples for people, and what is to be
/// mended.
final class Findings {
    static final int EXAMPLES = 10;

    private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
    private final Map<Kind, List<Place>> examples = new EnumMap<>(Kind.class);
    private final Map<Kind, Set<FileId>> files = new EnumMap<>(Kind.class);
    private final Set<DocumentId> toIndexAgain = new LinkedHashSet<>();

    void add(DocumentId document, List<Difference> differences) {
        for (Difference difference : differences) {
            count(difference.kind(), 1, difference.place());
            toIndexAgain.add(document);
        }
    }

    void add(Misfit misfit) {
        DocumentId document = misfit.document();
        count(
                misfit.kind(),
                1,
                new Place(document == null ? null : document.value(), misfit.file().value(), null));
        files.computeIfAbsent(misfit.kind(), _ -> new LinkedHashSet<>()).add(misfit.file());
    }

    void addBehind(long changes) {
        count(Kind.INDEX_BEHIND, changes, null);
    }

    private void count(Kind kind, long more, @Nullable Place place) {
        counts.merge(kind, more, Long::sum);
        List<Place> shown = examples.computeIfAbsent(kind, _ -> new ArrayList<>());
        if (place != null && shown.size() < EXAMPLES) {
            shown.add(place);
        }
    }

    boolean isEmpty() {
        return counts.isEmpty();
    }

    /// Documents that differ in the index, ghosts included.
    Set<DocumentId> toIndexAgain() {
        return toIndexAgain;
    }

    Set<FileId> files(Kind kind) {
        return files.getOrDefault(kind, Set.of());
    }

    List<Finding> list() {
        return counts.entrySet().stream()
                .map(entry ->
                        new Finding(
                                entry.getKey(),
                                null,
                                null,
                                entry.getValue(),
                                examples.getOrDefault(entry.getKey(), List.of())))
                .toList();
    }
}
