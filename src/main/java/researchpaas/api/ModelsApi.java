package researchpaas.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import researchpaas.account.AccountId;
import researchpaas.account.CurrentReader;
import researchpaas.account.Permission;
import researchpaas.account.Reader;
import researchpaas.account.Requires;
import researchpaas.answer.Allowance;
import researchpaas.answer.Cost;
import researchpaas.answer.LanguageModel.ModelUnavailable;
import researchpaas.answer.LanguageModel.ModelUnavailable.Why;
import researchpaas.answer.LanguageModel.Offered;
import researchpaas.answer.LanguageModels;
import researchpaas.answer.LanguageModels.Standing;
import researchpaas.answer.ModelUse.Line;

@RestController
@Tag(name = "Language models", description = "What writes answers, and what it used.")
class ModelsApi {
    private final LanguageModels models;
    private final CurrentReader current;
    private final MessageSource messages;

    ModelsApi(LanguageModels models, CurrentReader current, MessageSource messages) {
        this.models = models;
        this.current = current;
        this.messages = messages;
    }

    @Requires(Permission.ASK)
    @GetMapping("/api/models")
    @Operation(
            summary = "The language models that may be asked for",
            description = "None where none is set up: the sources' own sentences answer then.")
    ModelList list(
            @RequestParam(name = "include_hidden", required = false)
                    @Schema(
                            type = "boolean",
                            description =
                                    "true: also those that the service offers and nobody may ask for.")
                    @Nullable String includeHidden) {
        boolean all = Parameters.flag("include_hidden", includeHidden);
        Standing standing = models.standing();
        Set<String> selectable = models.selectable();
        List<ModelJson> found = new ArrayList<>();
        if (standing.card() != null) {
            String provider = standing.card().provider();
            String configured = standing.card().model();
            for (String id : selectable) {
                found.add(
                        models.known().stream()
                                .filter(offered -> offered.id().equals(id))
                                .findFirst()
                                .map(offered -> ModelJson.of(offered, provider, configured, false))
                                .orElseGet(() ->
                                        ModelJson.of(
                                                new Offered(id, id, 0),
                                                provider,
                                                configured,
                                                false)));
            }
            if (all) {
                models.known().stream()
                        .filter(offered -> !selectable.contains(offered.id()))
                        .map(offered -> ModelJson.of(offered, provider, configured, true))
                        .forEach(found::add);
            }
        }
        return new ModelList(true, List.copyOf(found), found.size());
    }

    @Requires(Permission.ADMIN)
    @PostMapping("/api/models/sync")
    @Operation(
            summary = "Ask the service for its models",
            description = "503 with a sentence when it cannot be asked, 409 where none is set up.")
    Synced sync(@Parameter(hidden = true) Locale locale) {
        try {
            List<Offered> offered = models.sync();
            return new Synced(
                    true,
                    messages.getMessage(
                            "answer.models.synced", new Object[] {offered.size()}, locale),
                    offered.size(),
                    offered.size());
        } catch (ModelUnavailable e) {
            throw new NotDone(
                    e.why() == Why.NONE ? HttpStatus.CONFLICT : HttpStatus.SERVICE_UNAVAILABLE,
                    switch (e.why()) {
                        case NONE, KEY, SERVICE_QUOTA, BUSY, UNREACHABLE, TOO_SLOW, GARBLED ->
                                "answer.operator." + e.why();
                        case UNKNOWN_MODEL, OWN_QUOTA, REFUSED, NOT_TAKEN, RESTING, CANCELLED ->
                                "error.503";
                    });
        }
    }

    @Requires(Permission.ADMIN)
    @GetMapping("/api/v1/model-use")
    @Operation(
            summary = "What was used of language models, by day, account and model",
            description =
                    "Sums only: no question and no answer is kept here. A cost is absent where the model's price is not set.")
    Use use(
            @RequestParam(required = false)
                    @Schema(
                            type = "integer",
                            minimum = "1",
                            maximum = "400",
                            defaultValue = "30",
                            description = "How many days, today counted.")
                    @Nullable String days) {
        LocalDate today = models.today();
        LocalDate from = first(today, days);
        return use(from, today, models.allowance(), models.used(from, today));
    }

    @Requires(Permission.ASK)
    @GetMapping("/api/v1/me/model-use")
    @Operation(
            summary = "What one used of language models oneself, by day and model",
            description =
                    "As the sum of all that administrators see; `today` is one's own part of the day's tokens.")
    Use ownUse(
            @RequestParam(required = false)
                    @Schema(
                            type = "integer",
                            minimum = "1",
                            maximum = "400",
                            defaultValue = "30",
                            description = "How many days, today counted.")
                    @Nullable String days) {
        LocalDate today = models.today();
        LocalDate from = first(today, days);
        Reader reader = current.reader();
        return use(from, today, models.allowance(reader), models.used(from, today, reader));
    }

    private static LocalDate first(LocalDate today, @Nullable String days) {
        return today.minusDays(Parameters.wholeNumber("days", days, 30, 1, 400) - 1L);
    }

    private Use use(LocalDate from, LocalDate until, Allowance today, List<Line> lines) {
        return new Use(
                from,
                until,
                models.zone().getId(),
                models.currency(),
                TodayJson.of(today),
                lines.stream().map(line -> UseJson.of(line, models.currency())).toList());
    }

    @Schema(name = "Models")
    record ModelList(boolean success, List<ModelJson> models, int count) {}

    @Schema(name = "Model")
    record ModelJson(
            String id,
            String name,
            String provider,
            @JsonProperty("context_length") @Schema(description = "Absent where nobody tells.")
                    @Nullable Integer contextLength,
            @JsonProperty("is_default") boolean isDefault,
            @JsonProperty("is_hidden") boolean isHidden) {
        static ModelJson of(Offered offered, String provider, String configured, boolean hidden) {
            return new ModelJson(
                    offered.id(),
                    offered.name(),
                    provider,
                    offered.contextTokens() > 0 ? offered.contextTokens() : null,
                    offered.id().equals(configured),
                    hidden);
        }
    }

    @Schema(name = "ModelsSynced")
    record Synced(
            boolean success,
            String message,
            @JsonProperty("models_synced") int modelsSynced,
            @JsonProperty("total_models") int totalModels) {}

    @Schema(name = "ModelUse")
    record Use(
            LocalDate from,
            LocalDate until,
            @Schema(description = "Whose midnight ends a day.") String zone,
            String currency,
            TodayJson today,
            List<UseJson> lines) {}

    @Schema(name = "ModelUseToday")
    record TodayJson(
            @Schema(description = "Read, written and thought.") long tokens,
            @Schema(description = "The most a day; absent without a limit.") @Nullable Long limit,
            @Schema(description = "Absent without a limit.") @Nullable Long left) {
        static TodayJson of(Allowance today) {
            return today.isLimited()
                    ? new TodayJson(today.used(), today.limit(), today.left())
                    : new TodayJson(today.used(), null, null);
        }
    }

    @Schema(name = "ModelUseLine")
    record UseJson(
            LocalDate day,
            @Schema(description = "The account's number; absent without sign-in.")
                    @Nullable Long account,
            String provider,
            String model,
            long requests,
            long failed,
            @Schema(description = "Requests whose tokens are a guess.") long estimated,
            @JsonProperty("input_tokens") long inputTokens,
            @JsonProperty("output_tokens") long outputTokens,
            @JsonProperty("thinking_tokens") long thinkingTokens,
            @Schema(description = "Of the requests whose price is known; absent when of none is.")
                    @Nullable BigDecimal cost,
            @Schema(description = "Requests whose price is not in it.") long unpriced) {
        static UseJson of(Line line, String currency) {
            AccountId account = line.account();
            return new UseJson(
                    line.day(),
                    account == null ? null : account.value(),
                    line.provider(),
                    line.model(),
                    line.requests(),
                    line.failed(),
                    line.estimated(),
                    line.usage().input(),
                    line.usage().output(),
                    line.usage().thinking(),
                    line.unpriced() == line.requests()
                            ? null
                            : new Cost(line.nanos(), currency).amount(),
                    line.unpriced());
        }
    }
}
