package researchpaas.search.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import researchpaas.document.DocumentId;
import researchpaas.search.Order;
import researchpaas.search.SearchIndex.Window;

/// Puts documents in a window's order.
final class InOrder {
    private static final Comparator<Placed> BY_NUMBER = Comparator.comparingLong(Placed::document);
    private static final Comparator<Placed> BY_YEAR = Comparator.comparingInt(Placed::year);

    private final Window window;
    private final List<Placed> placed = new ArrayList<>();
    private @Nullable NumericDocValues years;
    private @Nullable SortedDocValues titles;

    InOrder(Window window) {
        this.window = window;
    }

    /// @param year 0 where it is unknown
    /// @param title empty where there is none, or it does not matter
    private record Placed(long document, int year, BytesRef title) {}

    void enter(LeafReader leaf) throws IOException {
        years = DocValues.getNumeric(leaf, Fields.YEAR);
        titles = DocValues.getSorted(leaf, Fields.TITLE_ORDER);
    }

    void add(int doc, long document) throws IOException {
        if (window.limit() > 0) {
            int year = years != null && years.advanceExact(doc) ? (int) years.longValue() : 0;
            placed.add(new Placed(document, year, title(doc)));
        }
    }

    private BytesRef title(int doc) throws IOException {
        boolean matters = window.order() == Order.TITLE;
        return matters && titles != null && titles.advanceExact(doc)
                ? BytesRef.deepCopyOf(titles.lookupOrd(titles.ordValue()))
                : new BytesRef();
    }

    List<DocumentId> page() {
        return placed.stream()
                .sorted(comparator())
                .skip(window.offset())
                .limit(window.limit())
                .map(one -> new DocumentId(one.document()))
                .toList();
    }

    private Comparator<Placed> comparator() {
        return switch (window.order()) {
            // an unknown year is 0, the lowest
            case RELEVANCE, NEWEST -> BY_YEAR.thenComparing(BY_NUMBER).reversed();
            case OLDEST ->
                    Comparator.<Placed, Boolean>comparing(one -> one.year() == 0)
                            .thenComparing(BY_YEAR)
                            .thenComparing(BY_NUMBER);
            case TITLE ->
                    Comparator.<Placed, Boolean>comparing(one -> one.title().length == 0)
                            .thenComparing(Placed::title)
                            .thenComparing(BY_NUMBER);
        };
    }
}
