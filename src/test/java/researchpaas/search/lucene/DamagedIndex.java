package researchpaas.search.lucene;

import java.io.IOException;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.Term;
import researchpaas.search.SearchIndex;

/// Does to an open Lucene index what no use of the program does.
public final class DamagedIndex {
    private final LuceneSearchIndex index;

    /// @param index as the engine opened it
    public DamagedIndex(SearchIndex index) {
        this.index = (LuceneSearchIndex) index;
    }

    public void losePassage(long passage) throws IOException {
        amend(writer -> writer.deleteDocuments(new Term(Fields.PASSAGE, Fields.term(passage))));
    }

    public void loseDocument(long document) throws IOException {
        amend(writer -> writer.deleteDocuments(new Term(Fields.DOCUMENT, Fields.term(document))));
    }

    public void addPassage(long document, long file, long passage) throws IOException {
        Document ghost = new Document();
        ghost.add(new StringField(Fields.KIND, Fields.PASSAGE_KIND, Store.NO));
        ghost.add(new StringField(Fields.DOCUMENT, Fields.term(document), Store.NO));
        ghost.add(new NumericDocValuesField(Fields.DOCUMENT, document));
        ghost.add(new NumericDocValuesField(Fields.CHANGE, 1));
        ghost.add(new StringField(Fields.FILE, Fields.term(file), Store.NO));
        ghost.add(new NumericDocValuesField(Fields.FILE, file));
        ghost.add(new StringField(Fields.PASSAGE, Fields.term(passage), Store.NO));
        ghost.add(new NumericDocValuesField(Fields.PASSAGE, passage));
        ghost.add(new NumericDocValuesField(Fields.ACCESS, 1));
        amend(writer -> writer.addDocument(ghost));
    }

    public void ageDocument(long document) throws IOException {
        amend(writer ->
                writer.updateNumericDocValue(
                        new Term(Fields.DOCUMENT, Fields.term(document)), Fields.CHANGE, 0));
    }

    public void changeAccess(long file, long accessSet) throws IOException {
        amend(writer ->
                writer.updateNumericDocValue(
                        new Term(Fields.FILE, Fields.term(file)), Fields.ACCESS, accessSet));
    }

    private void amend(LuceneStore.Change change) throws IOException {
        index.store().amend(change);
    }
}
