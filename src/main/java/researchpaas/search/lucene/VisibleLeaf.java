package researchpaas.search.lucene;

import java.io.IOException;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.IndexReader.CacheHelper;
import org.apache.lucene.index.IndexReader.CacheKey;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.SmallFloat;
import org.jspecify.annotations.Nullable;

/// What of one leaf of the index may be seen by whoever may see these access sets: a bit a Lucene
/// document, and the statistics of those documents alone.
///
/// Kept for the next question, since a leaf never changes (what changes is a new leaf), and few
/// readers differ in what they may see. All that is kept is bounded.
final class VisibleLeaf {
    private static final long MOST_BYTES = 4L << 20;

    /// The least recently used one first; guarded by itself, as is the other.
    private static final Map<Key, VisibleLeaf> KEPT = new LinkedHashMap<>(16, 0.75f, true);

    private static final Set<CacheKey> WATCHED = new HashSet<>();
    private static long keptBytes;

    private final FixedBitSet files;
    private final FixedBitSet passages;
    private final int filesCount;
    private final int passagesCount;
    private final Map<String, Lengths> lengths = new ConcurrentHashMap<>();

    private record Key(CacheKey leaf, Set<Long> sets) {}

    /// @param documents how many have the field
    /// @param terms how many terms all of them have together, as exactly as the index keeps it
    record Lengths(long documents, long terms) {}

    private VisibleLeaf(FixedBitSet files, FixedBitSet passages) {
        this.files = files;
        this.passages = passages;
        this.filesCount = files.cardinality();
        this.passagesCount = passages.cardinality();
    }

    static VisibleLeaf of(LeafReader leaf, Set<Long> sets) throws IOException {
        CacheHelper helper = leaf.getReaderCacheHelper();
        if (helper == null) {
            return read(leaf, sets);
        }
        Key key = new Key(helper.getKey(), sets);
        synchronized (KEPT) {
            VisibleLeaf kept = KEPT.get(key);
            if (kept != null) {
                return kept;
            }
        }
        VisibleLeaf read = read(leaf, sets);
        keep(helper, key, read);
        return read;
    }

    private static VisibleLeaf read(LeafReader leaf, Set<Long> sets) throws IOException {
        FixedBitSet files = new FixedBitSet(leaf.maxDoc());
        FixedBitSet passages = new FixedBitSet(leaf.maxDoc());
        NumericDocValues access = leaf.getNumericDocValues(Fields.ACCESS);
        if (access != null) {
            BitSet granted = new BitSet();
            sets.forEach(set -> granted.set(Math.toIntExact(set)));
            Bits live = leaf.getLiveDocs();
            for (int doc = access.nextDoc();
                    doc != DocIdSetIterator.NO_MORE_DOCS;
                    doc = access.nextDoc()) {
                if (granted.get((int) access.longValue()) && (live == null || live.get(doc))) {
                    passages.set(doc);
                }
            }
            PostingsEnum kinds = leaf.postings(new Term(Fields.KIND, Fields.FILE_KIND));
            for (int doc = kinds == null ? DocIdSetIterator.NO_MORE_DOCS : kinds.nextDoc();
                    doc != DocIdSetIterator.NO_MORE_DOCS;
                    doc = Objects.requireNonNull(kinds).nextDoc()) {
                if (passages.getAndClear(doc)) {
                    files.set(doc);
                }
            }
        }
        return new VisibleLeaf(files, passages);
    }

    private static void keep(CacheHelper helper, Key key, VisibleLeaf read) {
        boolean watch;
        synchronized (KEPT) {
            if (KEPT.putIfAbsent(key, read) == null) {
                keptBytes += read.bytes();
            }
            Iterator<VisibleLeaf> eldest = KEPT.values().iterator();
            while (keptBytes > MOST_BYTES && KEPT.size() > 1) {
                keptBytes -= eldest.next().bytes();
                eldest.remove();
            }
            watch = WATCHED.add(key.leaf());
        }
        if (watch) {
            helper.addClosedListener(VisibleLeaf::forget);
        }
    }

    private static void forget(CacheKey closed) {
        synchronized (KEPT) {
            WATCHED.remove(closed);
            KEPT.entrySet()
                    .removeIf(entry -> {
                        boolean gone = entry.getKey().leaf() == closed;
                        keptBytes -= gone ? entry.getValue().bytes() : 0;
                        return gone;
                    });
        }
    }

    private long bytes() {
        return files.ramBytesUsed() + passages.ramBytesUsed();
    }

    FixedBitSet bits(String kind) {
        return kind.equals(Fields.FILE_KIND) ? files : passages;
    }

    int count(String kind) {
        return kind.equals(Fields.FILE_KIND) ? filesCount : passagesCount;
    }

    /// How many visible documents of the kind have the term.
    int holding(LeafReader leaf, Term term, String kind) throws IOException {
        int visible = count(kind);
        Terms terms = visible == 0 ? null : leaf.terms(term.field());
        TermsEnum found = terms == null ? null : terms.iterator();
        if (found == null || !found.seekExact(term.bytes())) {
            return 0;
        }
        PostingsEnum postings = found.postings(null, PostingsEnum.NONE);
        FixedBitSet bits = bits(kind);
        return (long) visible * 8 < found.docFreq()
                ? leaping(postings, bits)
                : walking(postings, bits);
    }

    private static int walking(PostingsEnum postings, FixedBitSet bits) throws IOException {
        int count = 0;
        for (int doc = postings.nextDoc();
                doc != DocIdSetIterator.NO_MORE_DOCS;
                doc = postings.nextDoc()) {
            if (bits.get(doc)) {
                count++;
            }
        }
        return count;
    }

    /// Where few documents are visible: from one of them to the next.
    private static int leaping(PostingsEnum postings, FixedBitSet bits) throws IOException {
        int count = 0;
        int doc = -1;
        for (int bit = next(bits, 0);
                bit != DocIdSetIterator.NO_MORE_DOCS;
                bit = next(bits, bit + 1)) {
            if (doc < bit) {
                doc = postings.advance(bit);
            }
            if (doc == bit) {
                count++;
            }
        }
        return count;
    }

    private static int next(FixedBitSet bits, int from) {
        return from >= bits.length() ? DocIdSetIterator.NO_MORE_DOCS : bits.nextSetBit(from);
    }

    Lengths lengths(LeafReader leaf, String field, String kind) throws IOException {
        Lengths known = lengths.get(field);
        if (known == null) {
            known = measured(leaf.getNormValues(field), bits(kind));
            lengths.put(field, known);
        }
        return known;
    }

    /// As BM25 keeps a text's length.
    private static Lengths measured(@Nullable NumericDocValues norms, FixedBitSet bits)
            throws IOException {
        long documents = 0;
        long terms = 0;
        for (int bit = norms == null ? DocIdSetIterator.NO_MORE_DOCS : next(bits, 0);
                bit != DocIdSetIterator.NO_MORE_DOCS;
                bit = next(bits, bit + 1)) {
            if (Objects.requireNonNull(norms).advanceExact(bit)) {
                documents++;
                terms += SmallFloat.byte4ToInt((byte) norms.longValue());
            }
        }
        return new Lengths(documents, terms);
    }
}
