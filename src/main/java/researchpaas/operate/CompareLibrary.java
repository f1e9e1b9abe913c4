package researchpaas.operate;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import researchpaas.operate.CompareWithIndex.Follower;
import researchpaas.search.ActiveIndex;
import researchpaas.search.EmbeddingModel;
import researchpaas.search.FollowingIndex;
import researchpaas.search.IndexFollower;
import researchpaas.search.SearchIndex;

/// Compares the database with itself and with an index, see [CompareWithIndex].
@Component
class CompareLibrary {
    private final LibraryRecords records;
    private final ActiveIndex active;
    private final IndexFollower follower;

    CompareLibrary(LibraryRecords records, ActiveIndex active, IndexFollower follower) {
        this.records = records;
        this.active = active;
        this.follower = follower;
    }

    /// @param documents how many rows of documents were looked at
    /// @param passages how many passages an index should hold
    record Comparison(long documents, long passages, Findings findings) {}

    /// With the index that serves.
    ///
    /// @throws SearchIndex.IndexUnavailable when the index does not answer
    Comparison compare() throws InterruptedException {
        return compare(active, new OfServing(follower), active::card, () -> true);
    }

    /// With another one.
    ///
    /// @param goesOn false ends it early; what it says by then is of no use
    /// @throws SearchIndex.IndexUnavailable when the index does not answer
    Comparison compare(
            FollowingIndex index,
            Follower its,
            Supplier<EmbeddingModel.Card> model,
            BooleanSupplier goesOn)
            throws InterruptedException {
        return new CompareWithIndex(records, index, its, model, goesOn).compare();
    }

    private record OfServing(IndexFollower follower) implements Follower {
        @Override
        public boolean awaitCaughtUp(Duration longest) throws InterruptedException {
            return follower.awaitCaughtUp(longest);
        }

        @Override
        public long behind() {
            return follower.behind();
        }
    }
}
