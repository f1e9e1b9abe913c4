package researchpaas.web;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import researchpaas.account.CurrentReader;
import researchpaas.account.Permission;
import researchpaas.account.Requires;
import researchpaas.document.Category;
import researchpaas.document.DocumentKey;
import researchpaas.document.PassageId;
import researchpaas.search.FindSimilar;
import researchpaas.search.FindSimilar.Similar;

/// A passage, quoted, and what other documents say like it; or documents like a whole one.
@Controller
class SimilarPage {
    private static final int MOST = 10;

    private final FindSimilar similar;
    private final CurrentReader current;

    SimilarPage(FindSimilar similar, CurrentReader current) {
        this.similar = similar;
        this.current = current;
    }

    @Requires(Permission.READ)
    @GetMapping(path = "/library/{category}/{number}/similar", produces = MediaType.TEXT_HTML_VALUE)
    String page(
            @PathVariable String category,
            @PathVariable String number,
            @RequestParam(required = false) @Nullable String passage,
            Model model) {
        DocumentKey key =
                Category.of(category)
                        .filter(_ -> Numbers.of(number) >= 1)
                        .map(known -> new DocumentKey(known, Numbers.of(number)))
                        .orElseThrow(NotFound::new);
        Similar found =
                (passage == null ? toDocument(key) : toPassage(key, passage))
                        .orElseThrow(NotFound::new);
        model.addAttribute("similar", SimilarView.of(found));
        return "similar";
    }

    private Optional<Similar> toDocument(DocumentKey key) {
        return similar.toDocument(key, MOST, current.reader());
    }

    /// A passage of another document has no page here.
    private Optional<Similar> toPassage(DocumentKey key, String passage) {
        return similar.toPassage(new PassageId(Numbers.of(passage)), MOST, current.reader())
                .filter(found -> found.document().key().equals(key));
    }
}
