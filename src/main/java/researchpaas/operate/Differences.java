package researchpaas.operate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import researchpaas.document.DocumentId;
import researchpaas.document.FileId;
import researchpaas.document.PassageId;
import researchpaas.operate.Finding.Kind;
import researchpaas.operate.Finding.Place;
import researchpaas.search.FollowingIndex.Held;
import researchpaas.search.FollowingIndex.Part;

/// In what one document in the index differs from its rows.
final class Differences {
    record Difference(Kind kind, Place place) {}

    private final List<Difference> found = new ArrayList<>();

    private Differences() {}

    /// @param rows absent: there is no such document
    /// @param index absent: the index does not know it
    static List<Difference> between(
            DocumentId document, @Nullable Held rows, @Nullable Held index) {
        Differences differences = new Differences();
        if (rows == null || rows.parts().isEmpty()) {
            if (index != null) {
                differences.add(Kind.GHOST, document, null, null);
            }
        } else if (index == null) {
            differences.add(Kind.NOT_INDEXED, document, null, null);
        } else {
            differences.compare(rows, index);
        }
        return differences.found;
    }

    private void compare(Held rows, Held index) {
        Map<Key, Part> held = new HashMap<>();
        for (Part part : index.parts()) {
            if (held.put(Key.of(part), part) != null) {
                add(Kind.GHOST, index.document(), part.file(), part.passage());
            }
        }
        for (Part part : rows.parts()) {
            compare(rows.document(), part, held.remove(Key.of(part)));
        }
        held.values()
                .forEach(extra -> add(Kind.GHOST, index.document(), extra.file(), extra.passage()));
        if (found.isEmpty() && rows.change() != index.change()) {
            add(Kind.STALE, rows.document(), null, null);
        }
    }

    private void compare(DocumentId document, Part row, @Nullable Part held) {
        if (held == null) {
            add(Kind.NOT_INDEXED, document, row.file(), row.passage());
            return;
        }
        if (row.accessSet() != held.accessSet()) {
            add(Kind.ACCESS_DIFFERS, document, row.file(), row.passage());
        }
        if (row.vector() != held.vector()) {
            add(
                    row.vector() ? Kind.VECTOR_NOT_INDEXED : Kind.STALE,
                    document,
                    row.file(),
                    row.passage());
        }
    }

    private void add(
            Kind kind, DocumentId document, @Nullable FileId file, @Nullable PassageId passage) {
        found.add(
                new Difference(
                        kind,
                        new Place(
                                document.value(),
                                file == null ? null : file.value(),
                                passage == null ? null : passage.value())));
    }

    private record Key(FileId file, @Nullable PassageId passage) {
        static Key of(Part part) {
            return new Key(part.file(), part.passage());
        }
    }
}
