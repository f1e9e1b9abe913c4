package researchpaas.search.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import researchpaas.account.Reader;
import researchpaas.document.Access;
import researchpaas.document.Changes.Change;
import researchpaas.document.Changes.IndexedFile;
import researchpaas.document.DocumentId;
import researchpaas.document.PassageId;
import researchpaas.search.Fingerprint;
import researchpaas.search.SearchEngine.OpenIndex;
import researchpaas.search.lucene.Queries.Weighted;

/// The word leg scores whole files (their words are seldom all in one passage), the meaning leg
/// passages.
class LuceneSearchIndex implements OpenIndex {
    private static final List<Weighted> PASSAGES =
            List.of(
                    new Weighted(Fields.PASSAGE_WORDS, Analysis.WORDS, 1),
                    new Weighted(Fields.PASSAGE_FORMS, Analysis.FORMS, 0.4f));

    private final Path folder;
    private final double bufferMegabytes;
    private final VectorEncoding vectors;
    private final Access access;
    private @Nullable LuceneStore store;
    private boolean closed;

    LuceneSearchIndex(Path folder, double bufferMegabytes, VectorEncoding vectors, Access access) {
        this.folder = folder;
        this.vectors = vectors;
        this.bufferMegabytes = bufferMegabytes;
        this.access = access;
    }

    @Override
    public String engine() {
        return LuceneEngine.NAME;
    }

    @Override
    public long cursor() {
        return open(LuceneStore::cursor);
    }

    @Override
    public void apply(List<Change> changes, long cursor) {
        open(opened -> {
            opened.write(writer -> writeAll(opened, writer, changes), cursor);
            return cursor;
        });
    }

    @Override
    public void startOver() {
        open(opened -> {
            opened.write(IndexWriter::deleteAll, 0);
            return 0L;
        });
    }

    private static void writeAll(LuceneStore opened, IndexWriter writer, List<Change> changes)
            throws IOException {
        for (Change change : changes) {
            switch (change) {
                case Change.Gone gone -> writer.deleteDocuments(documentTerm(gone.document()));
                case Change.Present present -> write(opened, writer, present);
            }
        }
    }

    private static void write(LuceneStore opened, IndexWriter writer, Change.Present present)
            throws IOException {
        boolean sameText = opened.read(searcher -> holds(searcher, present));
        if (!sameText) {
            writer.updateDocuments(documentTerm(present.document()), Fields.documents(present));
            return;
        }
        for (IndexedFile file : present.files()) {
            writer.updateNumericDocValue(
                    new Term(Fields.FILE, Fields.term(file.file().value())),
                    Fields.ACCESS,
                    file.accessSet());
        }
        writer.updateNumericDocValue(
                documentTerm(present.document()), Fields.CHANGE, present.number());
    }

    /// Whether the index holds the document with these very texts and vectors.
    private static boolean holds(IndexSearcher searcher, Change.Present present)
            throws IOException {
        Query head =
                new BooleanQuery.Builder()
                        .add(new TermQuery(documentTerm(present.document())), Occur.FILTER)
                        .add(new TermQuery(new Term(Fields.HEAD, "")), Occur.FILTER)
                        .build();
        TopDocs found = searcher.search(head, 1);
        return found.scoreDocs.length > 0
                && Fingerprint.of(present)
                        .equals(
                                searcher.storedFields()
                                        .document(found.scoreDocs[0].doc)
                                        .get(Fields.FINGERPRINT));
    }

    private static Term documentTerm(DocumentId document) {
        return new Term(Fields.DOCUMENT, Fields.term(document.value()));
    }

    @Override
    public Legs legs(Request request, Reader reader) {
        Access.Visible visible = access.visibleTo(reader);
        return open(opened ->
                opened.read(all -> {
                    IndexSearcher searcher = GatedSearcher.of(all, visible);
                    WordsLeg words =
                            new WordsLeg(
                                    searcher,
                                    Queries.allowed(Fields.FILE_KIND, visible, request.filter()));
                    BestOfEach byWords = words.all(request.words());
                    float[] meaning = request.meaning();
                    return new Legs(
                            byWords.best(request.depth()),
                            byWords.size(),
                            words.ideal(request.words()),
                            meaning == null
                                    ? List.of()
                                    : new MeaningLeg(
                                                    searcher,
                                                    Queries.allowedVectors(
                                                            visible, request.filter()),
                                                    vectors)
                                            .best(meaning, request.depth()));
                }));
    }

    @Override
    public Map<DocumentId, List<FoundPassage>> passages(
            Request request, Collection<DocumentId> documents, int perDocument, Reader reader) {
        Access.Visible visible = access.visibleTo(reader);
        Query allowed =
                Queries.within(
                        Queries.documents(documents),
                        Queries.allowed(Fields.PASSAGE_KIND, visible, request.filter()));
        Query words = Queries.words(request.words(), PASSAGES);
        Query begun = Queries.begun(request.words(), Fields.PASSAGE_FORMS);
        return open(opened ->
                opened.read(all -> {
                    IndexSearcher searcher = GatedSearcher.of(all, visible);
                    float[] meaning = request.meaning();
                    var found =
                            new PassageRanking(searcher, meaning).best(words, allowed, perDocument);
                    return found.isEmpty()
                            ? new PassageRanking(searcher, meaning)
                                    .best(begun, allowed, perDocument)
                            : found;
                }));
    }

    @Override
    public Map<PassageId, float[]> vectors(Collection<PassageId> passages, Reader reader) {
        List<BytesRef> ids =
                passages.stream()
                        .map(passage -> new BytesRef(Fields.term(passage.value())))
                        .toList();
        Query asked =
                Queries.within(
                        new TermInSetQuery(Fields.PASSAGE, ids),
                        Queries.allowed(
                                Fields.PASSAGE_KIND,
                                access.visibleTo(reader),
                                researchpaas.search.Filter.NONE));
        Map<PassageId, float[]> vectors = new HashMap<>();
        return open(opened ->
                opened.read(searcher -> {
                    EachHit.of(
                            searcher,
                            asked,
                            (leaf, doc, _, _) -> {
                                float[] vector = MeaningLeg.vector(leaf, doc);
                                if (vector != null) {
                                    vectors.put(new PassageId(passage(leaf, doc)), vector.clone());
                                }
                            });
                    return vectors;
                }));
    }

    static long passage(LeafReaderContext leaf, int doc) throws IOException {
        var ids = leaf.reader().getNumericDocValues(Fields.PASSAGE);
        return ids.advanceExact(doc) ? ids.longValue() : 0;
    }

    @Override
    public Candidates candidates(
            Request request, List<Scored> meaning, Window window, Reader reader) {
        Access.Visible visible = access.visibleTo(reader);
        return open(opened ->
                opened.read(searcher ->
                        new CandidateFiles(searcher, visible, request, window, vectors)
                                .count(meaning)));
    }

    @Override
    public List<NearPassage> similar(Likeness likeness, int most, Reader reader) {
        Access.Visible visible = access.visibleTo(reader);
        Query allowed =
                new BooleanQuery.Builder()
                        .add(
                                Queries.allowed(
                                        Fields.PASSAGE_KIND,
                                        visible,
                                        researchpaas.search.Filter.NONE),
                                Occur.FILTER)
                        .add(new TermQuery(documentTerm(likeness.except())), Occur.MUST_NOT)
                        .build();
        float[] vector = likeness.vector();
        return open(opened ->
                opened.read(searcher ->
                        vector == null
                                ? new TellingWords(GatedSearcher.of(searcher, visible), allowed)
                                        .passages(likeness.text(), most)
                                : new MeaningLeg(searcher, allowed, vectors)
                                        .passages(vector, most)));
    }

    @Override
    public Size size() {
        return open(opened ->
                opened.read(searcher ->
                        new Size(
                                searcher.count(new TermQuery(new Term(Fields.HEAD, ""))),
                                searcher.count(
                                        new TermQuery(
                                                new Term(Fields.KIND, Fields.PASSAGE_KIND))))));
    }

    @Override
    public List<Held> held(DocumentId after, int limit) {
        return open(opened ->
                opened.read(searcher -> new HeldDocuments(searcher).after(after.value(), limit)));
    }

    @Override
    public Map<DocumentId, Held> held(Collection<DocumentId> documents) {
        List<Long> ids = documents.stream().map(DocumentId::value).toList();
        return open(opened -> opened.read(searcher -> new HeldDocuments(searcher).of(ids))).stream()
                .collect(Collectors.toMap(Held::document, held -> held));
    }

    @Override
    public void forget(Collection<DocumentId> documents) {
        Term[] terms = documents.stream().map(LuceneSearchIndex::documentTerm).toArray(Term[]::new);
        open(opened -> {
            opened.amend(writer -> writer.deleteDocuments(terms));
            return opened.cursor();
        });
    }

    private interface Work<T> {
        T on(LuceneStore store) throws IOException;
    }

    private <T> T open(Work<T> work) {
        try {
            return work.on(store());
        } catch (IOException | AlreadyClosedException e) {
            throw new IndexUnavailable(
                    DiskFull.isBehind(e)
                            ? researchpaas.search.SearchIndex.Trouble.DISK_FULL
                            : researchpaas.search.SearchIndex.Trouble.OTHER,
                    "The search index in %s cannot be used.".formatted(folder),
                    e);
        }
    }

    /// Opened at the first use, and tried again at every further one: a disk that was full at start
    /// may have room later.
    synchronized LuceneStore store() throws IOException {
        if (closed) {
            throw new AlreadyClosedException("The search index was closed.");
        }
        LuceneStore opened = store;
        if (opened == null) {
            opened = LuceneStore.open(folder, bufferMegabytes, vectors);
            store = opened;
        }
        return opened;
    }

    @Override
    public synchronized void close() {
        closed = true;
        LuceneStore open = store;
        store = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "The search index in %s did not close.".formatted(folder), e);
            }
        }
    }
}
