package researchpaas.search.lucene;

import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.util.BytesRef;
import researchpaas.document.Changes.Change;
import researchpaas.document.Changes.IndexedFile;
import researchpaas.document.Changes.IndexedPassage;
import researchpaas.search.Fingerprint;

/// What a document of the library looks like in Lucene: one Lucene document a file and one a
/// passage. All of them carry what filters and the gate ask for.
final class Fields {
    /// Raised when the fields or their analysis change: an older index is then built anew.
    static final String FORMAT = "4";

    static final String KIND = "kind";
    static final String FILE_KIND = "file";
    static final String PASSAGE_KIND = "passage";

    /// On one Lucene document of each document only: its number is the number of documents.
    static final String HEAD = "head";

    static final String FINGERPRINT = "fingerprint";

    /// As a term for deleting and as a number for grouping.
    static final String DOCUMENT = "document";

    /// The number of the change that brought the document to this form; can be changed like the
    /// access set.
    static final String CHANGE = "change";

    /// As a term and as a number.
    static final String FILE = "file";

    static final String PASSAGE = "passage";

    /// The access set; a number that can be changed without adding texts and vectors again.
    static final String ACCESS = "access";

    /// These five are terms for filtering and columns for counting.
    static final String CATEGORY = "category";

    static final String LANGUAGE = "language";
    static final String MEDIA_TYPE = "media_type";
    static final String SOURCE = "source";
    static final String YEAR = "year";
    static final String AUTHOR = "author";

    /// A key that sorts as the title does.
    static final String TITLE_ORDER = "title_order";

    /// Of a file as a whole.
    static final String TITLE_WORDS = "title_words";

    static final String FILE_WORDS = "file_words";
    static final String FILE_FORMS = "file_forms";

    /// How many per cent of the file's passages have a vector.
    static final String VECTORS = "vectors";

    static final String PASSAGE_WORDS = "passage_words";
    static final String PASSAGE_FORMS = "passage_forms";
    static final String VECTOR = "vector";
    static final VectorSimilarityFunction SIMILARITY = VectorSimilarityFunction.DOT_PRODUCT;

    /// Positions are not kept: no query asks for them.
    private static final FieldType TEXT = textType();

    private Fields() {}

    private static FieldType textType() {
        FieldType type = new FieldType();
        type.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
        type.setTokenized(true);
        type.freeze();
        return type;
    }

    /// The kind of Lucene document that has the text field.
    static String kind(String field) {
        return field.equals(PASSAGE_WORDS) || field.equals(PASSAGE_FORMS)
                ? PASSAGE_KIND
                : FILE_KIND;
    }

    static String term(long id) {
        return Long.toString(id);
    }

    static List<Document> documents(Change.Present change) {
        List<Document> documents = new ArrayList<>();
        for (IndexedFile file : change.files()) {
            Document whole = common(change, file, FILE_KIND);
            if (documents.isEmpty()) {
                whole.add(new StringField(HEAD, "", Store.NO));
                whole.add(new StoredField(FINGERPRINT, Fingerprint.of(change)));
            }
            addText(whole, change, file);
            whole.add(new NumericDocValuesField(VECTORS, percentWithVector(file.passages())));
            documents.add(whole);
            for (IndexedPassage passage : file.passages()) {
                Document part = common(change, file, PASSAGE_KIND);
                addPassage(part, passage);
                documents.add(part);
            }
        }
        return documents;
    }

    private static Document common(Change.Present change, IndexedFile file, String kind) {
        Document common = new Document();
        common.add(new StringField(KIND, kind, Store.NO));
        common.add(new StringField(DOCUMENT, term(change.document().value()), Store.NO));
        common.add(new NumericDocValuesField(DOCUMENT, change.document().value()));
        common.add(new NumericDocValuesField(CHANGE, change.number()));
        common.add(new StringField(FILE, term(file.file().value()), Store.NO));
        common.add(new NumericDocValuesField(ACCESS, file.accessSet()));
        common.add(new NumericDocValuesField(FILE, file.file().value()));
        addFacet(common, CATEGORY, change.category().word());
        addFacet(common, LANGUAGE, change.language().code());
        addFacet(common, MEDIA_TYPE, file.mediaType());
        common.add(new StringField(SOURCE, term(file.source()), Store.NO));
        common.add(new NumericDocValuesField(SOURCE, file.source()));
        Integer year = change.year();
        if (year != null) {
            common.add(new IntPoint(YEAR, year));
            common.add(new NumericDocValuesField(YEAR, year));
        }
        for (String author : change.authors()) {
            common.add(new StringField(AUTHOR, Analysis.folded(author), Store.NO));
        }
        return common;
    }

    private static void addFacet(Document common, String field, String value) {
        common.add(new StringField(field, value, Store.NO));
        common.add(new SortedDocValuesField(field, new BytesRef(value)));
    }

    private static void addText(Document whole, Change.Present change, IndexedFile file) {
        addText(whole, TITLE_WORDS, change.title());
        if (!change.title().isBlank()) {
            whole.add(new SortedDocValuesField(TITLE_ORDER, TitleOrder.key(change.title())));
        }
        List<String> all = new ArrayList<>();
        all.add(change.title());
        all.addAll(change.authors());
        all.addAll(change.keywords());
        all.add(file.name());
        file.passages().forEach(passage -> all.add(passage.text()));
        for (String text : all) {
            addText(whole, FILE_WORDS, text);
            addText(whole, FILE_FORMS, text);
        }
    }

    private static long percentWithVector(List<IndexedPassage> passages) {
        long with = passages.stream().filter(passage -> passage.vector() != null).count();
        return passages.isEmpty() ? 0 : Math.round(100.0 * with / passages.size());
    }

    private static void addPassage(Document part, IndexedPassage passage) {
        part.add(new StringField(PASSAGE, term(passage.id().value()), Store.NO));
        part.add(new NumericDocValuesField(PASSAGE, passage.id().value()));
        addText(part, PASSAGE_WORDS, passage.text());
        addText(part, PASSAGE_FORMS, passage.text());
        float[] vector = passage.vector();
        if (vector != null) {
            part.add(new KnnFloatVectorField(VECTOR, vector, SIMILARITY));
        }
    }

    private static void addText(Document to, String field, String text) {
        if (!text.isBlank()) {
            to.add(new org.apache.lucene.document.Field(field, text, TEXT));
        }
    }
}
