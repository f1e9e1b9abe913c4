package researchpaas.search.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import researchpaas.document.DocumentId;
import researchpaas.document.PassageId;
import researchpaas.search.SearchIndex.NearPassage;

/// The passages that share a text's most telling words: those that it says often and that are rare
/// elsewhere.
final class TellingWords {
    private static final int MOST_WORDS = 24;

    /// Of a long text the beginning says what it is about.
    private static final int MOST_READ = 5_000;

    private final IndexSearcher searcher;
    private final Query allowed;

    TellingWords(IndexSearcher searcher, Query allowed) {
        this.searcher = searcher;
        this.allowed = allowed;
    }

    List<NearPassage> passages(String text, int most) throws IOException {
        Query query = Queries.within(query(text), allowed);
        List<NearPassage> found = new ArrayList<>();
        EachHit.of(
                searcher,
                query,
                (leaf, doc, document, score) ->
                        found.add(
                                new NearPassage(
                                        new DocumentId(document),
                                        new PassageId(LuceneSearchIndex.passage(leaf, doc)),
                                        score)));
        return found.stream().sorted(MeaningLeg.NEAREST_FIRST).limit(most).toList();
    }

    private Query query(String text) throws IOException {
        Map<String, Integer> counts = new LinkedHashMap<>();
        Analysis.terms(Analysis.WORDS, text).stream()
                .limit(MOST_READ)
                .forEach(term -> counts.merge(term.text(), 1, Integer::sum));
        long passages = GatedSearcher.having(searcher, Fields.PASSAGE_WORDS);
        List<Telling> telling = new ArrayList<>();
        for (var count : counts.entrySet()) {
            Term term = new Term(Fields.PASSAGE_WORDS, count.getKey());
            long holding = GatedSearcher.holding(searcher, term);
            // a word that only one passage has leads nowhere
            if (holding > 1) {
                double rarity = 1 + Math.log((passages + 1.0) / (holding + 1.0));
                telling.add(new Telling(term, count.getValue() * rarity));
            }
        }
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        telling.stream()
                .sorted(
                        Comparator.comparingDouble(Telling::worth)
                                .reversed()
                                .thenComparing(Telling::term))
                .limit(MOST_WORDS)
                .forEach(one -> any.add(new TermQuery(one.term()), Occur.SHOULD));
        return any.build();
    }

    private record Telling(Term term, double worth) {}
}
