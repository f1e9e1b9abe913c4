package researchpaas.search.lucene;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.queries.mlt.MoreLikeThis;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import researchpaas.document.DocumentId;
import researchpaas.document.PassageId;
import researchpaas.search.SearchIndex.NearPassage;

/// The passages that share a text's most telling words: those that it says often and that are rare
/// elsewhere.
final class TellingWords {
    private static final int MOST_WORDS = 24;

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
        MoreLikeThis like = new MoreLikeThis(searcher.getIndexReader());
        like.setAnalyzer(Analysis.PER_FIELD);
        like.setMinTermFreq(1);
        // a word that only one passage has leads nowhere
        like.setMinDocFreq(2);
        like.setMaxQueryTerms(MOST_WORDS);
        return like.like(Fields.PASSAGE_WORDS, new StringReader(text));
    }
}
