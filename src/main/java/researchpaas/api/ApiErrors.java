package researchpaas.api;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import researchpaas.answer.AskInConversation.NotPermitted;
import researchpaas.api.AnswerStreams.Ending;
import researchpaas.api.JobStreams.TooManyStreams;
import researchpaas.document.Database;
import researchpaas.document.Database.Trouble;
import researchpaas.edge.WhileAwaited.SenderLeft;
import researchpaas.ingest.FormReader.BrokenForm;
import researchpaas.ingest.Incident;
import researchpaas.ingest.ReceiveUploads.UnknownKind;
import researchpaas.ingest.ReceiveUploads.UploadsClosed;
import researchpaas.search.EmbeddingModel.EmbeddingFailed;
import researchpaas.search.SearchIndex.IndexUnavailable;

/// Turns what went wrong into a status and `{"detail": …}` in the caller's language.
@RestControllerAdvice(basePackageClasses = DocumentsApi.class)
class ApiErrors {
    private static final Logger log = LoggerFactory.getLogger(ApiErrors.class);

    private final MessageSource messages;
    private final Database database;

    ApiErrors(MessageSource messages, Database database) {
        this.messages = messages;
        this.database = database;
    }

    @ExceptionHandler
    ResponseEntity<Problem> badParameter(BadParameter mistake, Locale locale) {
        return problem(HttpStatus.BAD_REQUEST, locale, mistake.key(), mistake.arguments());
    }

    @ExceptionHandler
    ResponseEntity<Problem> notHere(NotHere absence, Locale locale) {
        return problem(HttpStatus.NOT_FOUND, locale, "error.404");
    }

    @ExceptionHandler
    ResponseEntity<Problem> notDone(NotDone refusal, Locale locale) {
        return problem(refusal.status(), locale, refusal.key(), refusal.arguments());
    }

    @ExceptionHandler
    ResponseEntity<Problem> tooManyStreams(TooManyStreams refusal, Locale locale) {
        return problem(HttpStatus.SERVICE_UNAVAILABLE, locale, "error.tooManyStreams");
    }

    @ExceptionHandler
    ResponseEntity<Problem> ending(Ending end, Locale locale) {
        return problem(HttpStatus.SERVICE_UNAVAILABLE, locale, "error.ending");
    }

    /// Whoever listened to a stream went away: nobody is there to be answered.
    @ExceptionHandler
    void wentAway(AsyncRequestNotUsableException absence) {
        log.debug("A listener went away");
    }

    @ExceptionHandler
    void left(SenderLeft absence, HttpServletResponse response) {
        response.setStatus(SenderLeft.STATUS);
    }

    @ExceptionHandler
    ResponseEntity<Problem> brokenForm(BrokenForm broken, Locale locale) {
        return problem(HttpStatus.BAD_REQUEST, locale, "error.brokenForm");
    }

    @ExceptionHandler
    ResponseEntity<Problem> brokenBody(HttpMessageNotReadableException broken, Locale locale) {
        return problem(HttpStatus.BAD_REQUEST, locale, "error.brokenBody");
    }

    @ExceptionHandler
    ResponseEntity<Problem> uploadsClosed(UploadsClosed refusal, Locale locale) {
        return problem(HttpStatus.FORBIDDEN, locale, "error.uploadsClosed");
    }

    @ExceptionHandler
    ResponseEntity<Problem> notPermitted(NotPermitted refusal, Locale locale) {
        return problem(HttpStatus.FORBIDDEN, locale, "error.notPermitted");
    }

    @ExceptionHandler
    ResponseEntity<Problem> unknownKind(UnknownKind mistake, Locale locale) {
        return problem(
                HttpStatus.BAD_REQUEST, locale, "error.choice", "kind", "dataset, paper, poster");
    }

    @ExceptionHandler({IndexUnavailable.class, EmbeddingFailed.class})
    ResponseEntity<Problem> noSearch(RuntimeException failure, Locale locale) {
        log.atWarn().setMessage("search unavailable").setCause(failure).log();
        return problem(HttpStatus.SERVICE_UNAVAILABLE, locale, "error.503");
    }

    @ExceptionHandler
    @Nullable ResponseEntity<Problem> anything(Exception failure, Locale locale) {
        if (SenderLeft.isBehind(failure)) {
            log.debug("A reader went away");
            return null;
        }
        return anythingElse(failure, locale);
    }

    ResponseEntity<Problem> anythingElse(Exception failure, Locale locale) {
        if (failure instanceof ErrorResponse known && known.getStatusCode().is4xxClientError()) {
            return problem(known.getStatusCode(), locale, "error.400");
        }
        String incident = Incident.newId();
        Optional<Trouble> trouble = database.troubleBehind(failure);
        if (trouble.isPresent()) {
            log.atError()
                    .setMessage("the database is not available")
                    .addKeyValue("incident", incident)
                    .addKeyValue("trouble", trouble.get())
                    .setCause(failure)
                    .log();
            return problem(HttpStatus.SERVICE_UNAVAILABLE, locale, "error.database", incident);
        }
        log.atError()
                .setMessage("request failed")
                .addKeyValue("incident", incident)
                .setCause(failure)
                .log();
        return problem(HttpStatus.INTERNAL_SERVER_ERROR, locale, "error.500", incident);
    }

    /// What an error says where its status has been sent already.
    Problem told(ResponseEntity<Problem> error) {
        return Objects.requireNonNull(error.getBody());
    }

    private ResponseEntity<Problem> problem(
            HttpStatusCode status, Locale locale, String key, Object... arguments) {
        // also to somebody who asked for a stream of events
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .body(new Problem(messages.getMessage(key, arguments, locale)));
    }

    /// The existing API's error.
    @Schema(name = "Problem")
    record Problem(
            @Schema(description = "A sentence that says what to do, in the language asked for.")
                    String detail) {}
}
