package researchpaas.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import researchpaas.account.CurrentReader;
import researchpaas.account.Permission;
import researchpaas.account.Requires;
import researchpaas.operate.SwitchIndex;
import researchpaas.operate.SwitchIndex.Asked;
import researchpaas.operate.SwitchIndex.Why;

@RestController
@Tag(name = "Index", description = "Which search index serves, and moving the library to another.")
class IndexApi {
    private final SwitchIndex move;
    private final CurrentReader current;
    private final MessageSource messages;

    IndexApi(SwitchIndex move, CurrentReader current, MessageSource messages) {
        this.move = move;
        this.current = current;
        this.messages = messages;
    }

    @Requires(Permission.ADMIN)
    @GetMapping("/api/v1/index")
    @Operation(summary = "Which index serves, which one is being built, and the newest report")
    IndexJson status(@Parameter(hidden = true) Locale locale) {
        return IndexJson.of(
                move.status(),
                kind -> messages.getMessage("reconcile." + kind.name(), null, locale));
    }

    @Requires(Permission.ADMIN)
    @PostMapping("/api/v1/index/switch")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Move the library to another engine or embedding model",
            description =
                    "Answers at once; ask with GET until building is null, then read last. The present index serves meanwhile. Asking again for what is under way changes nothing.")
    IndexJson begin(
            @Parameter(description = "The engine; absent for the present one.")
                    @RequestParam(required = false)
                    @Nullable String to,
            @Parameter(description = "The embedding model's id; absent for the present one.")
                    @RequestParam(required = false)
                    @Nullable String model,
            @Parameter(hidden = true) Locale locale) {
        return answer(move.begin(given(to), given(model), current.actor()), locale);
    }

    private static @Nullable String given(@Nullable String text) {
        String clean = Parameters.clean(text);
        return clean.isEmpty() ? null : clean;
    }

    @Requires(Permission.ADMIN)
    @PostMapping("/api/v1/index/back")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Move the library back to the index that served before")
    IndexJson back(@Parameter(hidden = true) Locale locale) {
        return answer(move.back(current.actor()), locale);
    }

    @Requires(Permission.ADMIN)
    @DeleteMapping("/api/v1/index/switch")
    @Operation(
            summary = "Stop the switch that is under way",
            description = "What was built stays; another request goes on with it.")
    IndexJson giveUp(@Parameter(hidden = true) Locale locale) {
        return answer(move.giveUp(current.actor()), locale);
    }

    @Requires(Permission.ADMIN)
    @DeleteMapping("/api/v1/index/previous")
    @Operation(summary = "Delete the index that served before")
    IndexJson forget(@Parameter(hidden = true) Locale locale) {
        return answer(move.forget(current.actor()), locale);
    }

    private IndexJson answer(Asked asked, Locale locale) {
        return switch (asked) {
            case Asked.Accepted _ -> status(locale);
            case Asked.Refused(Why why) -> throw refused(why);
        };
    }

    private NotDone refused(Why why) {
        SwitchIndex.Status status = move.status();
        return switch (why) {
            case UNKNOWN_ENGINE ->
                    new NotDone(
                            HttpStatus.BAD_REQUEST,
                            "index.refused." + why,
                            String.join(", ", status.engines()));
            case UNKNOWN_MODEL ->
                    new NotDone(
                            HttpStatus.BAD_REQUEST,
                            "index.refused." + why,
                            String.join(", ", status.models()));
            case SERVES_ALREADY, ANOTHER_IS_BUILT, NO_PREVIOUS, NOTHING_IS_BUILT ->
                    new NotDone(HttpStatus.CONFLICT, "index.refused." + why);
        };
    }
}
