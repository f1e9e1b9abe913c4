package researchpaas.takeover;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import researchpaas.document.DocumentKey;
import researchpaas.takeover.EarlierPoints.Opened;
import researchpaas.takeover.LegacyRows.Stored;

/// Every point read once more on either side and compared, its vector too.
///
/// @param hash over the rows that are here, absent when nothing was written
/// @param missing points that are not here as they are there
record PointProof(@Nullable String hash, List<String> missing) {
    private static final int BATCH = 500;

    static PointProof none() {
        return new PointProof(null, List.of());
    }

    static PointProof of(
            Opened store,
            PointFindings findings,
            Map<String, Stored> rows,
            Map<String, String> vectors) {
        Map<String, String> hashes = new TreeMap<>();
        List<String> missing = new ArrayList<>();
        store.points(
                BATCH,
                batch -> {
                    for (EarlierPoint point : batch) {
                        Stored stored = rows.get(point.id());
                        if (stored != null) {
                            hashes.put(point.id(), stored.hash());
                        }
                        if (stored == null
                                || !isWhole(point, stored, findings.number(point.id()))
                                || !hasVector(point, vectors.get(point.id()))) {
                            missing.add(point.id());
                        }
                    }
                });
        Hashes all = new Hashes();
        hashes.values().forEach(all::add);
        return new PointProof(all.all(), missing);
    }

    private static boolean isWhole(
            EarlierPoint point, Stored stored, @Nullable DocumentKey number) {
        return stored.hash().equals(point.row().hash())
                && (number == null || number.equals(stored.key()));
    }

    private static boolean hasVector(EarlierPoint point, @Nullable String hash) {
        float[] vector = point.vector();
        return vector == null ? hash == null : EarlierPoint.hash(vector).equals(hash);
    }
}
