package researchpaas.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import researchpaas.account.CurrentReader;
import researchpaas.account.Permission;
import researchpaas.account.Requires;
import researchpaas.api.SearchJson.HitJson;
import researchpaas.api.SearchJson.PassageJson;
import researchpaas.document.Category;
import researchpaas.document.DocumentKey;
import researchpaas.document.PassageId;
import researchpaas.search.FindSimilar;
import researchpaas.search.FindSimilar.Similar;
import researchpaas.search.SearchResult.MarkedPassage;

@RestController
@Tag(name = "Documents")
class SimilarApi {
    private final FindSimilar similar;
    private final CurrentReader current;

    SimilarApi(FindSimilar similar, CurrentReader current) {
        this.similar = similar;
        this.current = current;
    }

    @Requires(Permission.READ)
    @GetMapping("/passages/{id}/similar")
    @Operation(
            summary = "More like a passage",
            description =
                    "Other documents with their passages nearest to this one. 404 for a passage that does not exist and for one that the caller may not see alike.")
    SimilarJson toPassage(
            @PathVariable @Schema(type = "integer", minimum = "1") String id,
            @RequestParam(required = false)
                    @Parameter(description = "How many documents to return.")
                    @Schema(type = "integer", minimum = "1", maximum = "50", defaultValue = "10")
                    @Nullable String limit) {
        PassageId passage = new PassageId(Parameters.id("id", id));
        return answer(similar.toPassage(passage, limit(limit), current.reader()));
    }

    @Requires(Permission.READ)
    @GetMapping("/documents/{category}/{number}/similar")
    @Operation(
            summary = "More like a document",
            description = "By its title and summary; otherwise as for a passage.")
    SimilarJson toDocument(
            @PathVariable @Schema(allowableValues = {"dataset", "paper", "poster"}) String category,
            @PathVariable @Schema(type = "integer", minimum = "1") String number,
            @RequestParam(required = false)
                    @Parameter(description = "How many documents to return.")
                    @Schema(type = "integer", minimum = "1", maximum = "50", defaultValue = "10")
                    @Nullable String limit) {
        Category known = Category.of(category).orElseThrow(NotHere::new);
        DocumentKey key = new DocumentKey(known, Parameters.id("number", number));
        return answer(similar.toDocument(key, limit(limit), current.reader()));
    }

    private static int limit(@Nullable String limit) {
        return Parameters.wholeNumber("limit", limit, 10, 1, 50);
    }

    private static SimilarJson answer(Optional<Similar> found) {
        return found.map(SimilarJson::of).orElseThrow(NotHere::new);
    }

    @Schema(name = "Similar")
    record SimilarJson(
            @Schema(description = "The document asked about, or the passage's.")
                    DocumentJson document,
            @Schema(description = "The passage asked about; null for a whole document.")
                    @Nullable PassageJson passage,
            @Schema(description = "Others, the most similar first.") List<HitJson> documents,
            @Schema(
                            description = "words where the model does not know the language.",
                            allowableValues = {"meaning", "words"})
                    String by) {

        static SimilarJson of(Similar found) {
            return new SimilarJson(
                    DocumentJson.of(found.document()),
                    found.passage() == null
                            ? null
                            : PassageJson.of(new MarkedPassage(found.passage(), List.of())),
                    found.hits().stream().map(HitJson::of).toList(),
                    found.byMeaning() ? "meaning" : "words");
        }
    }
}
