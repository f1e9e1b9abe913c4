package researchpaas.search.lucene;

import java.io.IOException;
import java.util.Set;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.ConstantScoreScorerSupplier;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BitSetIterator;
import org.jspecify.annotations.Nullable;

/// The gate: the Lucene documents of one kind that may be seen by whoever may see these access
/// sets.
final class VisibleDocuments extends Query {
    private final String kind;
    private final Set<Long> sets;

    VisibleDocuments(String kind, Set<Long> sets) {
        this.kind = kind;
        this.sets = sets;
    }

    @Override
    public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost) {
        return new ConstantScoreWeight(this, boost) {
            @Override
            public @Nullable ScorerSupplier scorerSupplier(LeafReaderContext context)
                    throws IOException {
                VisibleLeaf leaf = VisibleLeaf.of(context.reader(), sets);
                int count = leaf.count(kind);
                return count == 0
                        ? null
                        : ConstantScoreScorerSupplier.fromIterator(
                                new BitSetIterator(leaf.bits(kind), count),
                                score(),
                                mode,
                                context.reader().maxDoc());
            }

            // it is kept already, and in less room
            @Override
            public boolean isCacheable(LeafReaderContext context) {
                return false;
            }
        };
    }

    @Override
    public void visit(QueryVisitor visitor) {
        visitor.visitLeaf(this);
    }

    @Override
    public String toString(String field) {
        return "visible " + kind;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VisibleDocuments same
                && same.kind.equals(kind)
                && same.sets.equals(sets);
    }

    @Override
    public int hashCode() {
        return 31 * kind.hashCode() + sets.hashCode();
    }
}
