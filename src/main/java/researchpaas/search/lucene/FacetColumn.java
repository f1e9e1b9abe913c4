package researchpaas.search.lucene;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.jspecify.annotations.Nullable;

/// One facet's column of the index: tells what a filter leaves, and counts each document once a
/// value. Files come in the order of Lucene's numbers, those of one document side by side.
sealed interface FacetColumn<V> {
    void enter(LeafReader leaf) throws IOException;

    /// Moves to a file.
    ///
    /// @return whether the facet's own filter leaves it
    boolean admits(int doc) throws IOException;

    /// Counts the document for the value of the file that [#admits] moved to, if it has one.
    void count(long document);

    Map<V, Long> counts();

    final class Tally {
        private long documents;
        private long last = -1;

        void add(long document) {
            if (document != last) {
                last = document;
                documents++;
            }
        }
    }

    private static <V> Map<V, Long> counted(Map<V, Tally> tallies) {
        Map<V, Long> counts = new HashMap<>();
        tallies.forEach((value, tally) -> {
            if (tally.documents > 0) {
                counts.put(value, tally.documents);
            }
        });
        return counts;
    }

    /// Of words; looked up once a leaf.
    final class OfTerms implements FacetColumn<String> {
        private final String field;
        private final Predicate<String> filter;
        private final Map<String, Tally> tallies = new HashMap<>();
        private @Nullable SortedDocValues values;
        private Tally[] byOrdinal = {};
        private boolean[] admitted = {};
        private int ordinal;

        OfTerms(String field, Predicate<String> filter) {
            this.field = field;
            this.filter = filter;
        }

        @Override
        public void enter(LeafReader leaf) throws IOException {
            SortedDocValues next = DocValues.getSorted(leaf, field);
            byOrdinal = new Tally[next.getValueCount()];
            admitted = new boolean[next.getValueCount()];
            for (int i = 0; i < admitted.length; i++) {
                String value = next.lookupOrd(i).utf8ToString();
                byOrdinal[i] = tallies.computeIfAbsent(value, _ -> new Tally());
                admitted[i] = filter.test(value);
            }
            values = next;
        }

        @Override
        public boolean admits(int doc) throws IOException {
            ordinal = values != null && values.advanceExact(doc) ? values.ordValue() : -1;
            return ordinal >= 0 && admitted[ordinal];
        }

        @Override
        public void count(long document) {
            if (ordinal >= 0) {
                byOrdinal[ordinal].add(document);
            }
        }

        @Override
        public Map<String, Long> counts() {
            return counted(tallies);
        }
    }

    /// Of numbers, which a file may lack.
    final class OfNumbers implements FacetColumn<Long> {
        private final String field;
        private final LongPredicate filter;
        private final boolean absentAdmitted;
        private final Map<Long, Tally> tallies = new HashMap<>();
        private @Nullable NumericDocValues values;
        private boolean present;
        private long value;

        OfNumbers(String field, LongPredicate filter, boolean absentAdmitted) {
            this.field = field;
            this.filter = filter;
            this.absentAdmitted = absentAdmitted;
        }

        @Override
        public void enter(LeafReader leaf) throws IOException {
            values = DocValues.getNumeric(leaf, field);
        }

        @Override
        public boolean admits(int doc) throws IOException {
            present = values != null && values.advanceExact(doc);
            if (!present || values == null) {
                return absentAdmitted;
            }
            value = values.longValue();
            return filter.test(value);
        }

        @Override
        public void count(long document) {
            if (present) {
                tallies.computeIfAbsent(value, _ -> new Tally()).add(document);
            }
        }

        @Override
        public Map<Long, Long> counts() {
            return counted(tallies);
        }
    }
}
