package researchpaas.operate;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import researchpaas.search.CompareAnswers;
import researchpaas.search.IndexChoices.Choice;

/// What a switch of the index did; the proof that the new one holds what the library has.
///
/// @param vectorsComputed how many were missing of the new index's model
/// @param before what the former index held; absent where it did not answer
/// @param after what the new one holds
/// @param documents how many documents of the database were compared with the new index
/// @param passages how many passages of theirs
/// @param differences in what the new index and the database differ: ids, access, vectors, age
/// @param vectors the new index's vectors beside the database's
/// @param answers first documents of both; absent where the former index did not answer
/// @param switched searches use the new index; otherwise it did not prove itself
public record SwitchReport(
        Choice from,
        Choice to,
        Instant startedAt,
        Instant endedAt,
        long vectorsComputed,
        @Nullable Held before,
        Held after,
        long documents,
        long passages,
        List<Finding> differences,
        Vectors vectors,
        CompareAnswers.@Nullable Compared answers,
        boolean switched) {
    public SwitchReport {
        differences = List.copyOf(differences);
    }

    public record Held(long documents, long passages) {}

    /// @param compared how many passages were drawn
    /// @param missing how many of them have no vector in the index
    /// @param leastCosine between the vector in the index and the one in the database; 1 where none
    ///   was drawn
    public record Vectors(int compared, int missing, double leastCosine) {}

    SwitchReport done(Instant end) {
        return new SwitchReport(
                from,
                to,
                startedAt,
                end,
                vectorsComputed,
                before,
                after,
                documents,
                passages,
                differences,
                vectors,
                answers,
                true);
    }
}
