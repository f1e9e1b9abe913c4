package researchpaas.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import researchpaas.account.CurrentReader;
import researchpaas.account.Permission;
import researchpaas.account.Requires;
import researchpaas.document.Category;
import researchpaas.document.DocumentKey;
import researchpaas.document.ExplainAccess;
import researchpaas.document.ExplainAccess.Because;
import researchpaas.document.ExplainAccess.Explanation;

@RestController
@Tag(name = "Documents")
class AccessApi {
    private final ExplainAccess explain;
    private final CurrentReader current;
    private final MessageSource messages;

    AccessApi(ExplainAccess explain, CurrentReader current, MessageSource messages) {
        this.explain = explain;
        this.current = current;
        this.messages = messages;
    }

    @Requires(Permission.READ)
    @GetMapping("/api/v1/documents/{category}/{number}/access")
    @Operation(
            summary = "Why the caller may see a document",
            description =
                    "Names only what the caller holds. 404 for a document that does not exist and for one that the caller may not see alike.")
    AccessJson why(
            @PathVariable @Schema(allowableValues = {"dataset", "paper", "poster"}) String category,
            @PathVariable @Schema(type = "integer", minimum = "1") String number,
            @Parameter(hidden = true) Locale locale) {
        Category known = Category.of(category).orElseThrow(NotHere::new);
        DocumentKey key = new DocumentKey(known, Parameters.id("number", number));
        return explain.explain(key, current.reader())
                .map(found -> json(found, locale))
                .orElseThrow(NotHere::new);
    }

    private AccessJson json(Explanation found, Locale locale) {
        return new AccessJson(
                found.files(),
                found.everything(),
                found.because().stream().map(because -> json(because, locale)).toList());
    }

    private BecauseJson json(Because because, Locale locale) {
        return new BecauseJson(
                because.principal().value(),
                because.files(),
                messages.getMessage(
                        "access." + because.reason(),
                        new Object[] {because.principal().name()},
                        locale));
    }

    @Schema(name = "Access")
    record AccessJson(
            @Schema(description = "How many of the document's files the caller sees.") long files,
            @Schema(
                            description =
                                    "true only where the library runs without sign-in, for development.")
                    boolean everything,
            @Schema(description = "What opens the files to the caller, the widest first.")
                    List<BecauseJson> because) {}

    @Schema(name = "Because")
    record BecauseJson(
            @Schema(description = "One that the caller holds.", example = "domain:u.ac.jp")
                    String principal,
            @Schema(description = "How many files it opens.") long files,
            @Schema(description = "The same in plain words, in the language asked for.")
                    String sentence) {}
}
