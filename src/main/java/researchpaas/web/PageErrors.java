package researchpaas.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.error.ErrorAttributeOptions;
import org.springframework.boot.webmvc.error.DefaultErrorAttributes;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.WebRequest;
import researchpaas.answer.AskInConversation.NotPermitted;
import researchpaas.document.Database;
import researchpaas.document.Database.Trouble;
import researchpaas.edge.WhileAwaited.SenderLeft;
import researchpaas.ingest.FormReader.BrokenForm;
import researchpaas.ingest.Incident;
import researchpaas.ingest.ReceiveUploads.UnknownKind;
import researchpaas.ingest.ReceiveUploads.UploadsClosed;

/// Turns what went wrong in a page into the error page.
@ControllerAdvice(basePackageClasses = SearchPage.class)
class PageErrors {
    private static final Logger log = LoggerFactory.getLogger(PageErrors.class);

    private final MessageSource messages;
    private final Database database;

    PageErrors(MessageSource messages, Database database) {
        this.messages = messages;
        this.database = database;
    }

    @ExceptionHandler
    @ResponseStatus(HttpStatus.NOT_FOUND)
    String notFound(NotFound absence, Model model, Locale locale) {
        return show(404, messages.getMessage("error.404", null, locale), model);
    }

    @ExceptionHandler
    @ResponseStatus(HttpStatus.BAD_REQUEST)
    String badUpload(BrokenForm broken, Model model, Locale locale) {
        return show(400, messages.getMessage("error.brokenForm", null, locale), model);
    }

    @ExceptionHandler
    @ResponseStatus(HttpStatus.FORBIDDEN)
    String uploadsClosed(UploadsClosed refusal, Model model, Locale locale) {
        return show(403, messages.getMessage("error.uploadsClosed", null, locale), model);
    }

    @ExceptionHandler
    void left(SenderLeft absence, HttpServletResponse response) {
        response.setStatus(SenderLeft.STATUS);
    }

    @ExceptionHandler
    @ResponseStatus(HttpStatus.FORBIDDEN)
    String notPermitted(NotPermitted refusal, Model model, Locale locale) {
        return show(403, messages.getMessage("error.403", null, locale), model);
    }

    @ExceptionHandler
    @ResponseStatus(HttpStatus.BAD_REQUEST)
    String unknownKind(UnknownKind mistake, Model model, Locale locale) {
        return show(400, messages.getMessage("error.400", null, locale), model);
    }

    @ExceptionHandler
    @Nullable String anythingElse(
            Exception failure, Model model, Locale locale, HttpServletResponse response) {
        if (SenderLeft.isBehind(failure)) {
            log.debug("A reader went away");
            return null;
        }
        String incident = Incident.newId();
        boolean database = database(failure, incident);
        if (!database) {
            log.atError()
                    .setMessage("page failed")
                    .addKeyValue("incident", incident)
                    .setCause(failure)
                    .log();
        }
        int status = database ? 503 : 500;
        String key = database ? "error.database" : "error.500";
        response.setStatus(status);
        return show(status, messages.getMessage(key, new Object[] {incident}, locale), model);
    }

    private boolean database(Exception failure, String incident) {
        Optional<Trouble> trouble = database.troubleBehind(failure);
        trouble.ifPresent(found ->
                log.atError()
                        .setMessage("the database is not available")
                        .addKeyValue("incident", incident)
                        .addKeyValue("trouble", found)
                        .setCause(failure)
                        .log());
        return trouble.isPresent();
    }

    private static String show(int status, String detail, Model model) {
        model.addAttribute("status", status);
        model.addAttribute("detail", detail);
        return "error";
    }

    /// What no door handled (an unknown address, a wrong method): `{"detail": …}` for programs, the
    /// same sentence on the error page for browsers.
    @Component
    static final class Unhandled extends DefaultErrorAttributes {
        private static final Set<Integer> KNOWN =
                Set.of(400, 403, 404, 405, 406, 413, 415, 429, 503);

        private final MessageSource messages;

        Unhandled(MessageSource messages) {
            this.messages = messages;
        }

        @Override
        public Map<String, Object> getErrorAttributes(
                WebRequest request, ErrorAttributeOptions options) {
            return Map.of("detail", sentence(request));
        }

        private String sentence(WebRequest request) {
            Object status =
                    request.getAttribute(
                            RequestDispatcher.ERROR_STATUS_CODE, RequestAttributes.SCOPE_REQUEST);
            if (request.getAttribute(TellOutage.OUTAGE, RequestAttributes.SCOPE_REQUEST)
                    instanceof String incident) {
                return messages.getMessage(
                        "error.database", new Object[] {incident}, LocaleContextHolder.getLocale());
            }
            if (status instanceof Integer code && code < 500) {
                return messages.getMessage(
                        "error." + (KNOWN.contains(code) ? code : 400),
                        null,
                        LocaleContextHolder.getLocale());
            }
            String incident = Incident.newId();
            log.atError()
                    .setMessage("request failed")
                    .addKeyValue("incident", incident)
                    .setCause(getError(request))
                    .log();
            return messages.getMessage(
                    "error.500", new Object[] {incident}, LocaleContextHolder.getLocale());
        }
    }
}
