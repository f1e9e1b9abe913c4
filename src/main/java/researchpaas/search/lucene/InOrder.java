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
    private static final Comparator<Placed> BY_ORDINAL =
            Comparator.<Placed, Boolean>comparing(one -> one.ordinal() < 0)
                    .thenComparingInt(Placed::ordinal)
                    .thenComparing(BY_NUMBER);
    private static final BytesRef NO_TITLE = new BytesRef();
    private static final Comparator<Placed> BY_YEAR = Comparator.comparingInt(Placed::year);

    private final Window window;
    private final List<Placed> placed = new ArrayList<>();

    /// Where the documents of the present leaf begin.
    private int leafStart;

    private @Nullable NumericDocValues years;
    private @Nullable SortedDocValues titles;

    InOrder(Window window) {
        this.window = window;
    }

    /// @param year 0 where it is unknown
    /// @param ordinal of the title in its leaf; -1 where there is none, or it does not matter
    /// @param title its key, for those that may come to the page
    private record Placed(long document, int year, int ordinal, BytesRef title) {}

    void enter(LeafReader leaf) throws IOException {
        leave();
        years = DocValues.getNumeric(leaf, Fields.YEAR);
        titles = DocValues.getSorted(leaf, Fields.TITLE_ORDER);
    }

    void add(int doc, long document) throws IOException {
        if (window.limit() > 0) {
            int year = years != null && years.advanceExact(doc) ? (int) years.longValue() : 0;
            placed.add(new Placed(document, year, ordinal(doc), NO_TITLE));
        }
    }

    private int ordinal(int doc) throws IOException {
        boolean matters = window.order() == Order.TITLE;
        return matters && titles != null && titles.advanceExact(doc) ? titles.ordValue() : -1;
    }

    /// Within a leaf, titles are compared by their numbers; the keys are read only of those that
    /// may come to the page.
    private void leave() throws IOException {
        SortedDocValues keys = titles;
        if (window.order() != Order.TITLE || keys == null) {
            return;
        }
        List<Placed> ofLeaf = placed.subList(leafStart, placed.size());
        List<Placed> first = ofLeaf.stream().sorted(BY_ORDINAL).limit(reach()).toList();
        ofLeaf.clear();
        for (Placed one : first) {
            BytesRef title =
                    one.ordinal() < 0
                            ? NO_TITLE
                            : BytesRef.deepCopyOf(keys.lookupOrd(one.ordinal()));
            placed.add(new Placed(one.document(), one.year(), one.ordinal(), title));
        }
        leafStart = placed.size();
        titles = null;
    }

    private long reach() {
        return (long) window.offset() + window.limit();
    }

    List<DocumentId> page() throws IOException {
        leave();
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
