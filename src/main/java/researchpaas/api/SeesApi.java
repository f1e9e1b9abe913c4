package researchpaas.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import researchpaas.account.CurrentReader;
import researchpaas.account.Permission;
import researchpaas.account.Requires;
import researchpaas.document.Category;
import researchpaas.operate.LookAs;
import researchpaas.operate.LookAs.Seen;
import researchpaas.operate.LookAs.Sight;

@RestController
@Tag(name = "People")
class SeesApi {
    private final LookAs look;
    private final CurrentReader current;

    SeesApi(LookAs look, CurrentReader current) {
        this.look = look;
        this.current = current;
    }

    @Requires(Permission.ADMIN)
    @GetMapping("/api/v1/people/{id}/sees")
    @Operation(
            summary = "What a person can see",
            description =
                    "Each call is recorded in the audit log. Files are named as their source names them; a title only where the caller sees the document too.")
    SeesJson sees(
            @PathVariable @Schema(type = "integer", minimum = "1") String id,
            @RequestParam(required = false)
                    @Schema(type = "integer", minimum = "0", defaultValue = "0")
                    @Nullable String offset,
            @RequestParam(required = false)
                    @Schema(type = "integer", minimum = "1", maximum = "1000", defaultValue = "100")
                    @Nullable String limit) {
        return look.look(
                        PeopleApi.account(id),
                        Parameters.wholeNumber("offset", offset, 0, 0, Integer.MAX_VALUE),
                        Parameters.wholeNumber("limit", limit, 100, 1, 1000),
                        current.actor(),
                        current.reader())
                .map(SeesJson::of)
                .orElseThrow(NotHere::new);
    }

    @Schema(name = "Sees")
    record SeesJson(
            @Schema(description = "A suspended person sees nothing.") boolean suspended,
            long total,
            @JsonProperty("by_category") Map<String, Long> byCategory,
            @Schema(description = "By category and number.") List<SeenJson> documents) {
        static SeesJson of(Sight sight) {
            Map<String, Long> byCategory = new LinkedHashMap<>();
            for (Category category : List.of(Category.DATASET, Category.PAPER, Category.POSTER)) {
                byCategory.put(
                        category.word(), sight.counts().byCategory().getOrDefault(category, 0L));
            }
            return new SeesJson(
                    sight.person().suspended(),
                    sight.counts().documents(),
                    byCategory,
                    sight.page().stream().map(SeenJson::of).toList());
        }
    }

    @Schema(name = "Seen")
    record SeenJson(
            @Schema(allowableValues = {"dataset", "paper", "poster"}) String category,
            long number,
            @Schema(description = "Of the first files that the person sees.") List<String> paths,
            @Schema(description = "How many files the person sees.") int files,
            @Schema(description = "Null where the caller does not see the document.")
                    @Nullable String title) {
        static SeenJson of(Seen seen) {
            return new SeenJson(
                    seen.key().category().word(),
                    seen.key().number(),
                    seen.paths(),
                    seen.files(),
                    seen.title());
        }
    }
}
