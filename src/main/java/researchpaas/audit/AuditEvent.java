package researchpaas.audit;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/// One thing that somebody did or was refused.
///
/// @param request the id of the HTTP request in which it happened, as the log shows it
/// @param details a few short values that explain it: a role's name, a reason's code, a count. No
///   address of somebody else, no title, no text, no question
public record AuditEvent(
        AuditAction action,
        Outcome outcome,
        Actor actor,
        Subject subject,
        @Nullable String request,
        Map<String, String> details) {
    /// Under which the edge tells the log the id of the request.
    public static final String REQUEST = "request";

    private static final int LONGEST = 500;

    public AuditEvent {
        Map<String, String> sorted = new TreeMap<>();
        details.forEach((name, value) -> sorted.put(name, shortened(value)));
        details = Map.copyOf(sorted);
    }

    /// It was done, in the request that this thread answers.
    public static AuditEvent done(AuditAction action, Actor actor, Subject subject) {
        return new AuditEvent(action, Outcome.OK, actor, subject, MDC.get(REQUEST), Map.of());
    }

    /// It was refused, in the request that this thread answers.
    public static AuditEvent refused(AuditAction action, Actor actor, Subject subject) {
        return new AuditEvent(action, Outcome.REFUSED, actor, subject, MDC.get(REQUEST), Map.of());
    }

    /// With one detail more.
    public AuditEvent with(String name, Object value) {
        Map<String, String> more = new TreeMap<>(details);
        more.put(name, String.valueOf(value));
        return new AuditEvent(action, outcome, actor, subject, request, more);
    }

    private static String shortened(String value) {
        return value.length() > LONGEST ? value.substring(0, LONGEST) : value;
    }
}
