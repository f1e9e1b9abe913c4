package researchpaas.search.lucene;

import researchpaas.search.TextAnalysis;

/// The real analysis, for tests of other engines.
public final class TestAnalysis {
    private TestAnalysis() {}

    public static TextAnalysis lucene() {
        return new LuceneTextAnalysis();
    }
}
