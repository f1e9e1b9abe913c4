package researchpaas.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import researchpaas.account.CurrentReader;
import researchpaas.account.Permission;
import researchpaas.account.Requires;
import researchpaas.answer.AskInConversation;
import researchpaas.answer.AskInConversation.Answered;
import researchpaas.answer.AskInConversation.Asking;
import researchpaas.answer.AskInConversation.NotPermitted;
import researchpaas.api.AnswerStreams.Ending;
import researchpaas.api.ApiErrors.Problem;
import researchpaas.edge.WhileAwaited;
import researchpaas.search.EmbeddingModel.EmbeddingFailed;
import researchpaas.search.SearchIndex.IndexUnavailable;

/// Questions and answers, whole or told while they are made.
@RestController
@Tag(
        name = "Answers",
        description = "Questions answered from the library, each statement with its proof.")
class AnswersApi {
    private static final String JSON = MediaType.APPLICATION_JSON_VALUE;
    private static final String EVENTS = MediaType.TEXT_EVENT_STREAM_VALUE;

    private final AskInConversation ask;
    private final AnswerStreams streams;
    private final DescribeAnswer description;
    private final CurrentReader current;
    private final ApiErrors errors;

    AnswersApi(
            AskInConversation ask,
            AnswerStreams streams,
            DescribeAnswer description,
            CurrentReader current,
            ApiErrors errors) {
        this.ask = ask;
        this.streams = streams;
        this.description = description;
        this.current = current;
        this.errors = errors;
    }

    @Requires(Permission.ASK)
    @PostMapping(path = "/api/v1/answers", consumes = JSON, produces = JSON)
    @Operation(
            summary = "Ask a question",
            description =
                    "The answer comes when it is whole; closing the connection ends it. Every statement has at least one quote that was found in its source. With `Accept: text/event-stream` it is told while it is made.")
    @ApiResponse(responseCode = "200", description = "The answer, `not_found` being one of them.")
    @ApiResponse(
            responseCode = "429",
            description = "You have as many answers under way as one person may have.",
            content = @Content(mediaType = JSON, schema = @Schema(implementation = Problem.class)))
    @ApiResponse(
            responseCode = "503",
            description = "As many answers are being made as there may be at once.",
            content = @Content(mediaType = JSON, schema = @Schema(implementation = Problem.class)))
    AnswerJson answer(
            @RequestBody AskRequest body,
            @Parameter(hidden = true) Locale locale,
            @Parameter(hidden = true) HttpServletRequest request) {
        try (Asking asking = open(body)) {
            return json(
                    WhileAwaited.run(request, () -> asking.run(_ -> {}), asking::leave), locale);
        }
    }

    @Requires(Permission.ASK)
    @PostMapping(path = "/api/v1/answers", consumes = JSON, produces = EVENTS)
    @Operation(
            summary = "Ask a question, live",
            description =
                    "Server-Sent Events: `stage` {step} as each begins, `statement` (a Statement) as each is proved, `withheld` {so_far} for what could not be proved, then `done` (the whole Answer) or `error` (a Problem); comments as a heartbeat each second. Nothing is sent before it is proved. Closing the connection ends the answer, and so does being suspended, or the end of the session or key that it was asked by; nothing of it is kept then.")
    @ApiResponse(
            responseCode = "200",
            description = "The events; the last one's data is the answer.",
            content =
                    @Content(
                            mediaType = EVENTS,
                            schema = @Schema(implementation = AnswerJson.class)))
    ResponseEntity<SseEmitter> events(
            @RequestBody AskRequest body, @Parameter(hidden = true) Locale locale) {
        SseEmitter events =
                streams.tell(
                        open(body),
                        answered -> json(answered, locale),
                        failure -> problem(failure, locale));
        // a proxy that gathers what it passes on would make it late
        return ResponseEntity.ok().header("X-Accel-Buffering", "no").body(events);
    }

    private Asking open(AskRequest body) {
        return Asked.opened(ask.open(Asked.request(body), current.reader(), current.standing()));
    }

    private AnswerJson json(Answered answered, Locale locale) {
        return description.describe(answered.answer(), answered.kept(), locale);
    }

    private Problem problem(RuntimeException failure, Locale locale) {
        return errors.told(
                switch (failure) {
                    case IndexUnavailable down -> errors.noSearch(down, locale);
                    case EmbeddingFailed down -> errors.noSearch(down, locale);
                    case NotPermitted refusal -> errors.notPermitted(refusal, locale);
                    case Ending end -> errors.ending(end, locale);
                    default -> errors.anythingElse(failure, locale);
                });
    }
}
