package researchpaas.search.lucene;

import java.nio.file.Path;
import researchpaas.document.Access;
import researchpaas.search.Highlighter;
import researchpaas.search.SearchEngine.OpenIndex;
import researchpaas.search.TextAnalysis;

/// The embedded index for tests that need a real one, without Spring.
public final class TestLucene {
    private TestLucene() {}

    public static OpenIndex open(Path folder, Access access) {
        return new LuceneSearchIndex(folder, 16, VectorEncoding.INT8, access);
    }

    public static TextAnalysis analysis() {
        return new LuceneTextAnalysis();
    }

    public static Highlighter highlighter() {
        return new LuceneHighlighter();
    }
}
