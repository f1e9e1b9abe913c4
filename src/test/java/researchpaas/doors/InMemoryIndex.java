package researchpaas.doors;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import researchpaas.account.Reader;
import researchpaas.document.Changes.Change;
import researchpaas.document.Document;
import researchpaas.document.DocumentId;
import researchpaas.document.PassageId;
import researchpaas.search.Filter;
import researchpaas.search.Highlighter;
import researchpaas.search.SearchIndex;

/// Finds a question that stands in a text letter by letter; by meaning everything is a little
/// alike. Can be told to fail.
public final class InMemoryIndex implements SearchIndex, Highlighter {
    private final InMemoryLibrary library;
    private boolean broken;
    private boolean behind;

    public InMemoryIndex(InMemoryLibrary library) {
        this.library = library;
    }

    public void breakDown(boolean now) {
        broken = now;
    }

    public void fallBehind(boolean now) {
        behind = now;
    }

    @Override
    public String engine() {
        return "memory";
    }

    @Override
    public long cursor() {
        refuseWhenBroken();
        return behind ? 0 : library.last();
    }

    @Override
    public void apply(List<Change> changes, long cursor) {
        throw new UnsupportedOperationException("this index looks into the library itself");
    }

    @Override
    public Legs legs(Request request, Reader reader) {
        refuseWhenBroken();
        List<Scored> words =
                documents(request.filter())
                        .filter(document ->
                                texts(document)
                                        .anyMatch(text -> !spans(request.words(), text).isEmpty()))
                        .map(document -> new Scored(document.id(), 1, null))
                        .toList();
        List<Scored> meaning =
                request.meaning() == null
                        ? List.of()
                        : documents(request.filter())
                                .map(document -> new Scored(document.id(), .5, null))
                                .toList();
        return new Legs(words, words.size(), meaning);
    }

    @Override
    public Map<DocumentId, List<FoundPassage>> passages(
            Request request, Collection<DocumentId> documents, int perDocument, Reader reader) {
        refuseWhenBroken();
        return documents.stream()
                .collect(Collectors.toMap(id -> id, id -> best(request, id, perDocument)));
    }

    private List<FoundPassage> best(Request request, DocumentId document, int count) {
        return library.passagesOf(document).stream()
                .filter(passage ->
                        request.meaning() != null
                                || !spans(request.words(), passage.text()).isEmpty())
                .limit(count)
                .map(passage -> new FoundPassage(passage.id(), 1))
                .toList();
    }

    @Override
    public Map<PassageId, float[]> vectors(Collection<PassageId> passages, Reader reader) {
        return Map.of();
    }

    @Override
    public Size size() {
        return new Size(library.last(), library.last());
    }

    @Override
    public List<List<Span>> highlight(String words, List<String> texts) {
        return texts.stream().map(text -> spans(words, text)).toList();
    }

    private static List<Span> spans(String words, String text) {
        if (words.isBlank()) {
            return List.of();
        }
        List<Span> spans = new ArrayList<>();
        String where = text.toLowerCase(Locale.ROOT);
        String what = words.toLowerCase(Locale.ROOT);
        for (int at = where.indexOf(what); at >= 0; at = where.indexOf(what, at + what.length())) {
            spans.add(new Span(at, at + what.length()));
        }
        return spans;
    }

    private Stream<Document> documents(Filter filter) {
        return library.documents()
                .filter(d ->
                        filter.categories().isEmpty()
                                || filter.categories().contains(d.key().category()))
                .filter(d ->
                        filter.languages().isEmpty() || filter.languages().contains(d.language()));
    }

    private Stream<String> texts(Document document) {
        return Stream.concat(
                Stream.of(document.title()),
                library.passagesOf(document.id()).stream().map(p -> p.text()));
    }

    private void refuseWhenBroken() {
        if (broken) {
            throw new IndexUnavailable("told to fail", new IllegalStateException());
        }
    }
}
