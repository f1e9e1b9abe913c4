package researchpaas.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;
import researchpaas.document.Passage;
import researchpaas.search.Highlighter.Span;
import researchpaas.search.SearchResult;
import researchpaas.search.SearchResult.Hit;
import researchpaas.search.SearchResult.Leg;
import researchpaas.search.SearchResult.MarkedPassage;

/// The existing API's search answer, with passages, facets and what became of the two legs.
@Schema(name = "SearchAnswer")
record SearchJson(
        List<HitJson> documents,
        @JsonProperty("total_count") @Schema(description = "How many documents were candidates.")
                long totalCount,
        String query,
        @JsonProperty("execution_time_ms") double executionTimeMs,
        Legs legs,
        @Schema(
                        description =
                                "The search index does not answer just now: found by words in the database, less well, without facets.")
                boolean degraded,
        FacetsJson facets) {

    static SearchJson of(String query, SearchResult result) {
        return new SearchJson(
                result.hits().stream().map(HitJson::of).toList(),
                result.total(),
                query,
                Math.round(result.took().toNanos() / 10_000.0) / 100.0,
                new Legs(LegJson.of(result.words()), LegJson.of(result.meaning())),
                result.degraded(),
                FacetsJson.of(result.facets()));
    }

    @Schema(name = "FoundDocument")
    record HitJson(
            @JsonUnwrapped DocumentJson document,
            @JsonProperty("title_marks")
                    @Schema(
                            description =
                                    "Where the question's words stand in the title: [start, end] in UTF-16 units.")
                    List<int[]> titleMarks,
            @Schema(
                            description =
                                    "The passages that answer best, best first; empty when only the title or metadata answered.")
                    List<PassageJson> passages,
            @Schema(description = "The document's page on this server.") String url) {

        static HitJson of(Hit hit) {
            DocumentJson document = DocumentJson.of(hit.document());
            return new HitJson(
                    document,
                    marks(hit.titleMarks()),
                    hit.passages().stream().map(PassageJson::of).toList(),
                    "/library/" + document.category() + "/" + document.id());
        }
    }

    @Schema(name = "Passage")
    record PassageJson(
            long id,
            String text,
            @Schema(description = "The first page it stands on, from 1.") int page,
            @JsonProperty("last_page") int lastPage,
            @Schema(description = "The headings above it, joined by ' › '; may be empty.")
                    String heading,
            @Schema(
                            description =
                                    "The file's number, for /documents/{category}/{number}/pages/{page}?file=")
                    long file,
            @Schema(description = "Offset in the first page's text, UTF-16 units.") int start,
            @Schema(description = "Offset behind the last character, in the last page's text.")
                    int end,
            @Schema(
                            description =
                                    "Where the question's words stand in the text: [start, end] in UTF-16 units.")
                    List<int[]> marks) {

        static PassageJson of(MarkedPassage marked) {
            Passage passage = marked.passage();
            return new PassageJson(
                    passage.id().value(),
                    passage.text(),
                    passage.firstPage(),
                    passage.lastPage(),
                    passage.heading(),
                    passage.file().value(),
                    passage.start(),
                    passage.end(),
                    SearchJson.marks(marked.marks()));
        }
    }

    @Schema(name = "Legs", description = "What became of the two ways to search.")
    record Legs(LegJson words, LegJson meaning) {}

    /// @param found 0 unless used
    /// @param reason empty unless unused
    @Schema(name = "Leg")
    record LegJson(
            @Schema(allowableValues = {"used", "unused", "failed"}) String state,
            @Schema(description = "How many documents it found.") long found,
            @Schema(
                            description =
                                    "Why it was not used: not_asked, language_unknown_to_model, or empty.")
                    String reason) {

        static LegJson of(Leg leg) {
            return switch (leg) {
                case Leg.Used used -> new LegJson("used", used.found(), "");
                case Leg.Unused unused ->
                        new LegJson("unused", 0, unused.why().name().toLowerCase(Locale.ROOT));
                case Leg.Failed _ -> new LegJson("failed", 0, "");
            };
        }
    }

    private static List<int[]> marks(List<Span> spans) {
        return spans.stream().map(span -> new int[] {span.start(), span.end()}).toList();
    }
}
