package researchpaas.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import researchpaas.document.Document;
import researchpaas.document.Passage;
import researchpaas.search.FindSimilar.Similar;
import researchpaas.search.SearchResult.MarkedPassage;
import researchpaas.web.ResultsView.HitView;
import researchpaas.web.ResultsView.PassageView;

/// What is like a passage or a document, as its page shows it.
///
/// @param quote the passage asked about, absent for a whole document
/// @param quoted its whole text
record SimilarView(
        String href,
        String title,
        String language,
        String category,
        @Nullable PassageView quote,
        String quoted,
        List<HitView> hits,
        boolean byMeaning) {

    static SimilarView of(Similar found) {
        Document document = found.document();
        SearchForm nothing = SearchForm.of((String) null);
        String path =
                "/library/" + document.key().category().word() + "/" + document.key().number();
        Passage passage = found.passage();
        return new SimilarView(
                path,
                document.title(),
                document.language().code(),
                document.key().category().name(),
                passage == null
                        ? null
                        : PassageView.of(
                                new MarkedPassage(passage, List.of()), document, path, nothing),
                passage == null ? "" : passage.text(),
                found.hits().stream().map(hit -> HitView.of(hit, nothing)).toList(),
                found.byMeaning());
    }
}
