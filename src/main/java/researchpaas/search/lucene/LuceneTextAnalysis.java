package researchpaas.search.lucene;

import java.util.Arrays;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.util.BytesRef;
import org.springframework.stereotype.Component;
import researchpaas.search.TextAnalysis;

/// The embedded index's own analysis, for what stands outside of it.
@Component
class LuceneTextAnalysis implements TextAnalysis {
    @Override
    public List<Term> words(String text) {
        return terms(Analysis.WORDS, text);
    }

    @Override
    public List<Term> forms(String text) {
        return terms(Analysis.FORMS, text);
    }

    @Override
    public String folded(String text) {
        return Analysis.folded(text);
    }

    @Override
    public String begunWord(String text) {
        return Analysis.begunWord(text);
    }

    @Override
    public byte[] titleOrder(String title) {
        BytesRef key = TitleOrder.key(title);
        return Arrays.copyOfRange(key.bytes, key.offset, key.offset + key.length);
    }

    private static List<Term> terms(Analyzer analyzer, String text) {
        return Analysis.terms(analyzer, text).stream()
                .map(term -> new Term(term.text(), term.start(), term.end()))
                .toList();
    }
}
