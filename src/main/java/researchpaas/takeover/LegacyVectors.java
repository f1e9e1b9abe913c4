package researchpaas.takeover;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import researchpaas.ingest.SourceId;

/// The vectors of points that were taken over, as they stood in the old store. They are a proof;
/// search never uses them.
public interface LegacyVectors {
    /// Keeps the point's vector, or its newer one, beside its row, which must be there.
    ///
    /// @param space how the store compared vectors
    /// @param vector absent when the point has none (any more)
    void keep(SourceId source, EarlierRow row, String space, float @Nullable [] vector);

    /// The hashes of the bytes as they are read back, by the points' ids.
    ///
    /// @see EarlierPoint#hash(float[])
    Map<String, String> hashes(SourceId source, String collection);
}
