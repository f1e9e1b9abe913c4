package researchpaas.takeover;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import researchpaas.takeover.TakeoverReport.Files;
import researchpaas.takeover.TakeoverReport.Refused;
import researchpaas.takeover.TakeoverReport.TableRows;

/// What a takeover of the earlier vector store did; the proof that no point is missing.
///
/// @param place the folder or the server's address
/// @param writtenBy what is known of the store's version
/// @param space how it compared vectors
/// @param source the ledger's name of it
/// @param points the rows of points and the hash over all of them, in the order of their ids
/// @param layouts how many points were written in which way
/// @param known how many stand for something that was here, by how it was recognised
/// @param added how many became documents of their own, found by their stored text
/// @param orphans points whose row is gone from the earlier database. They are kept, nothing is
///   shown of them
/// @param superseded points that a later one stands for, too. They are kept
/// @param rowsWithoutPoint rows of the earlier database that the store has no point for
/// @param missing points that are not here as they are there
/// @param complete every point is here, equal with its vector, and none was refused
public record PointsReport(
        String place,
        String writtenBy,
        String collection,
        String space,
        int dimension,
        String source,
        String zone,
        Set<String> visibleTo,
        boolean dryRun,
        Instant startedAt,
        Instant endedAt,
        TableRows points,
        Map<String, Long> layouts,
        Map<String, Long> known,
        long added,
        Vectors vectors,
        List<Orphan> orphans,
        List<Superseded> superseded,
        List<String> rowsWithoutPoint,
        List<Refused> refused,
        Files files,
        List<String> missing,
        boolean complete) {
    public PointsReport {
        visibleTo = Set.copyOf(visibleTo);
        layouts = Map.copyOf(layouts);
        known = Map.copyOf(known);
        orphans = List.copyOf(orphans);
        superseded = List.copyOf(superseded);
        rowsWithoutPoint = List.copyOf(rowsWithoutPoint);
        refused = List.copyOf(refused);
        missing = List.copyOf(missing);
    }

    /// @param kept vectors in all
    /// @param unit how many have length one
    /// @param odd points whose vector cannot be what the embedding model gave
    /// @param strays ids that have a vector and no point
    public record Vectors(long kept, long unit, List<Odd> odd, List<String> strays) {
        public Vectors {
            odd = List.copyOf(odd);
            strays = List.copyOf(strays);
        }
    }

    public record Odd(String id, Oddity oddity) {}

    /// Each has a sentence in the bundles, `takeover.chroma.oddity.NAME`.
    public enum Oddity {
        NO_VECTOR,
        /// Not as many numbers as the collection's vectors have.
        OTHER_DIMENSION,
        /// Something that is no number, or all of it zero.
        NO_DIRECTION,
        /// Not of length one, as the earlier system's model gives them.
        OTHER_LENGTH
    }

    /// @param row that it was made from, as `paper 7`
    public record Orphan(String id, String row) {}

    public record Superseded(String id, String by) {}
}
