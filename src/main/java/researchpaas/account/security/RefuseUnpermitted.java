package researchpaas.account.security;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;
import org.springframework.web.util.UriUtils;
import researchpaas.account.CurrentReader;
import researchpaas.account.OpenToAll;
import researchpaas.account.Permission;
import researchpaas.account.Reader;
import researchpaas.account.Requires;
import researchpaas.audit.AuditAction;
import researchpaas.audit.AuditEvent;
import researchpaas.audit.AuditLog;
import researchpaas.audit.Subject;
import researchpaas.edge.Refusal;

/// Stands before every method that answers a request, and lets through whom its annotation names:
/// [Requires] or [OpenToAll]. What has neither answers nobody, so that a door that was forgotten is
/// shut.
///
/// Says nothing of single documents: those are behind the gate in the data layer, where what
/// somebody may not see does not exist.
class RefuseUnpermitted implements HandlerInterceptor {
    private static final Logger log = LoggerFactory.getLogger(RefuseUnpermitted.class);
    private static final Set<String> SAFE = Set.of("GET", "HEAD");

    /// Not ours, so it bears no annotation.
    private static final String API_DESCRIPTION = "org.springdoc.";

    private final CurrentReader current;
    private final Refusal refusal;
    private final AuditLog audit;

    RefuseUnpermitted(CurrentReader current, Refusal refusal, AuditLog audit) {
        this.current = current;
        this.refusal = refusal;
        this.audit = audit;
    }

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        // the second half of a request that was let through before
        if (request.getDispatcherType() == DispatcherType.ASYNC || isOpen(handler)) {
            return true;
        }
        Requires asked = handler instanceof HandlerMethod method ? requirement(method) : null;
        if (asked == null) {
            log.atError()
                    .addKeyValue("handler", handler)
                    .log("A door says neither whom it requires nor that it is open to all.");
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return false;
        }
        Reader reader = current.reader();
        if (reader.may(asked.value())) {
            return true;
        }
        if (reader.account() != null) {
            record(request, asked.value());
        }
        refuse(request, response, isPage((HandlerMethod) handler), reader);
        return false;
    }

    /// Of people who are known; a stranger at the door is no event.
    private void record(HttpServletRequest request, Permission permission) {
        Object route = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        audit.record(
                AuditEvent.refused(
                                AuditAction.ACCESS_REFUSED,
                                current.actor(),
                                Subject.of(
                                        Subject.Kind.ROUTE,
                                        request.getMethod() + " " + (route == null ? "" : route)))
                        .with("requires", permission));
    }

    private static @Nullable Requires requirement(HandlerMethod method) {
        return method.getMethodAnnotation(Requires.class);
    }

    private static boolean isOpen(Object handler) {
        if (handler instanceof HandlerMethod method) {
            return method.hasMethodAnnotation(OpenToAll.class) || isForeign(method.getBeanType());
        }
        // style sheets, scripts, pictures, all of them from the program itself
        return handler instanceof ResourceHttpRequestHandler;
    }

    /// The error page shows the sentence of what went before, and answers 404 to who asks for it by
    /// its address; the API's description holds nothing of the library.
    private static boolean isForeign(Class<?> type) {
        return ErrorController.class.isAssignableFrom(type)
                || type.getName().startsWith(API_DESCRIPTION);
    }

    private static boolean isPage(HandlerMethod method) {
        return !method.hasMethodAnnotation(ResponseBody.class)
                && !AnnotatedElementUtils.hasAnnotation(method.getBeanType(), ResponseBody.class);
    }

    private void refuse(
            HttpServletRequest request, HttpServletResponse response, boolean page, Reader reader)
            throws IOException {
        boolean unknown = reader.account() == null;
        if (page && unknown) {
            sendToSignIn(request, response);
        } else if (page) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        } else if (unknown) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            refusal.write(request, response, HttpServletResponse.SC_UNAUTHORIZED, "error.401");
        } else {
            refusal.write(
                    request, response, HttpServletResponse.SC_FORBIDDEN, "error.notPermitted");
        }
    }

    private static void sendToSignIn(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String signIn = "/sign-in";
        if (SAFE.contains(request.getMethod())) {
            String query = request.getQueryString();
            String here = request.getRequestURI() + (query == null ? "" : "?" + query);
            signIn += "?return=" + UriUtils.encode(here, StandardCharsets.UTF_8);
        }
        if (request.getHeader("HX-Request") == null) {
            response.sendRedirect(signIn);
        } else {
            // a script puts the answer into a part of the page, where a whole page has no place
            response.setHeader("HX-Redirect", signIn);
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        }
    }
}
