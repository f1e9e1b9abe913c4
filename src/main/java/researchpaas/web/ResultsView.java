package researchpaas.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;
import researchpaas.document.Document;
import researchpaas.document.Language;
import researchpaas.document.Passage;
import researchpaas.search.SearchResult;
import researchpaas.search.SearchResult.Hit;
import researchpaas.search.SearchResult.Leg;
import researchpaas.search.SearchResult.MarkedPassage;

/// A search's answer as the page shows it.
///
/// @param total how many documents there are to show
/// @param count how many of them hold the words; 0 when that says nothing
/// @param first position of the first hit, from 1
/// @param more where the next results are, as a page and as a fragment; absent on the last page
/// @param notes keys of sentences about how it was searched
record ResultsView(
        List<HitView> hits,
        long total,
        long count,
        String seconds,
        int first,
        @Nullable More more,
        NarrowView narrow,
        List<Note> notes) {

    static ResultsView of(SearchForm form, SearchResult result, Map<Long, String> sources) {
        return new ResultsView(
                result.hits().stream().map(hit -> HitView.of(hit, form)).toList(),
                result.total(),
                found(result.words()),
                String.format(Locale.ROOT, "%.2f", result.took().toMillis() / 1000.0),
                form.offset() + 1,
                more(form, result),
                NarrowView.of(form, result.facets(), sources),
                notes(form, result));
    }

    public boolean nothing() {
        return hits.isEmpty();
    }

    private static @Nullable More more(SearchForm form, SearchResult result) {
        int next = form.offset() + SearchForm.PAGE;
        return result.hits().isEmpty() || next >= result.total()
                ? null
                : new More(form.address("/", next), form.address("/results", next));
    }

    private static List<Note> notes(SearchForm form, SearchResult result) {
        List<Note> notes = new ArrayList<>();
        if (result.degraded()) {
            notes.add(new Note("search.degraded", true));
            return notes;
        }
        boolean wordsFailed = result.words() instanceof Leg.Failed;
        boolean meaningFailed = result.meaning() instanceof Leg.Failed;
        if (wordsFailed && (meaningFailed || result.meaning() instanceof Leg.Unused)) {
            notes.add(new Note("search.failed.both", true));
        } else if (wordsFailed) {
            notes.add(new Note("search.failed.words", true));
        } else if (meaningFailed) {
            notes.add(new Note("search.failed.meaning", true));
        }
        if (result.words() instanceof Leg.Used(long found)
                && found == 0
                && !result.hits().isEmpty()) {
            notes.add(new Note("search.onlyMeaning", false));
        }
        if (result.meaning() instanceof Leg.Unused(Leg.Why why)
                && why == Leg.Why.LANGUAGE_UNKNOWN_TO_MODEL) {
            notes.add(new Note("search.noMeaning", false));
        }
        if (form.adjusted()) {
            notes.add(new Note("search.badFilter", true));
        }
        return notes;
    }

    private static long found(Leg leg) {
        return switch (leg) {
            case Leg.Used used -> used.found();
            case Leg.Unused _, Leg.Failed _ -> 0;
        };
    }

    /// @param warning something went wrong, as against something worth knowing
    record Note(String key, boolean warning) {}

    record More(String page, String fragment) {}

    /// @param language BCP 47, so that a browser picks the right glyphs
    /// @param year empty where unknown
    /// @param summary the beginning of it, where no passage is shown for want of a question
    record HitView(
            String href,
            List<Piece> title,
            String language,
            String category,
            String year,
            String authors,
            String type,
            List<Piece> summary,
            List<PassageView> passages) {

        static HitView of(Hit hit, SearchForm form) {
            Document document = hit.document();
            String path =
                    "/library/" + document.key().category().word() + "/" + document.key().number();
            Integer year = document.year();
            return new HitView(
                    address(path, form).build().toUriString(),
                    Piece.cut(document.title(), hit.titleMarks()),
                    document.language().code(),
                    document.key().category().name(),
                    year == null ? "" : year.toString(),
                    String.join(", ", document.authors()),
                    FileType.of(document.files().getFirst().name()),
                    form.q().isEmpty() && hit.passages().isEmpty()
                            ? beginning(document)
                            : List.of(),
                    hit.passages().stream()
                            .map(passage -> PassageView.of(passage, document, path, form))
                            .toList());
        }
    }

    private static List<Piece> beginning(Document document) {
        return Excerpt.of(document.summary(), List.of(), document.language() == Language.JAPANESE);
    }

    private static UriComponentsBuilder address(String path, SearchForm form) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath(path);
        if (!form.q().isEmpty()) {
            address.queryParam("q", "{q}").uriVariables(Map.of("q", form.q()));
        }
        return address.encode();
    }

    /// @param similar address of the page with what is like it
    /// @param last empty when the passage stands on one page
    record PassageView(
            String href,
            String similar,
            String first,
            String last,
            PageUnit unit,
            String heading,
            String language,
            List<Piece> text) {
        static PassageView of(
                MarkedPassage marked, Document document, String path, SearchForm form) {
            Passage passage = marked.passage();
            return new PassageView(
                    address(path, form)
                            .queryParam("passage", passage.id().value())
                            .fragment("passage")
                            .build()
                            .toUriString(),
                    path + "/similar?passage=" + passage.id().value(),
                    String.valueOf(passage.firstPage()),
                    passage.lastPage() == passage.firstPage()
                            ? ""
                            : String.valueOf(passage.lastPage()),
                    unit(document, passage),
                    below(document.title(), passage.heading()),
                    passage.language().code(),
                    Excerpt.of(
                            passage.text(),
                            marked.marks(),
                            passage.language() == Language.JAPANESE));
        }

        private static PageUnit unit(Document document, Passage passage) {
            return document.files().stream()
                    .filter(file -> file.id().equals(passage.file()))
                    .findFirst()
                    .map(file -> PageUnit.of(file.name()))
                    .orElse(PageUnit.PAGE);
        }

        /// The headings without the document's own title, which stands above already.
        private static String below(String title, String heading) {
            if (!heading.startsWith(title)) {
                return heading;
            }
            String rest = heading.substring(title.length());
            return rest.startsWith(" › ") ? rest.substring(3) : rest;
        }
    }
}
