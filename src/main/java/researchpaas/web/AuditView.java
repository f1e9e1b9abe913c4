package researchpaas.web;

import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import researchpaas.audit.AuditEntry;
import researchpaas.audit.AuditEvent;
import researchpaas.audit.Subject;

/// An entry of the audit log as its page shows it.
///
/// @param actor who did it, where that is a person who still has an account
/// @param actorId the account's number; empty for whoever has none
/// @param subjectPerson to whom it was done, where it was done to a person
/// @param subject to what else it was done, in words; empty where there is nothing to say
record AuditView(
        String id,
        @Nullable When at,
        String action,
        String outcome,
        String means,
        @Nullable PersonView actor,
        String actorId,
        @Nullable PersonView subjectPerson,
        String subject,
        List<Detail> details,
        String request) {

    record Detail(String key, String value) {}

    /// @param details in words
    static AuditView of(
            AuditEntry entry,
            @Nullable PersonView actor,
            @Nullable PersonView subjectPerson,
            String subject,
            List<Detail> details,
            ZoneId zone) {
        AuditEvent event = entry.event();
        Long account = event.actor().account();
        // who signs in does that to nobody else
        boolean oneself = account != null && account.equals(person(event.subject()));
        return new AuditView(
                String.valueOf(entry.id()),
                When.of(entry.at(), zone),
                event.action().name(),
                event.outcome().name(),
                event.actor().means().name(),
                actor,
                account == null ? "" : account.toString(),
                oneself ? null : subjectPerson,
                oneself ? "" : subject,
                details,
                event.request() == null ? "" : event.request());
    }

    /// The account to which it was done; absent where it was done to something else.
    static @Nullable Long person(Subject subject) {
        return subject.kind() == Subject.Kind.ACCOUNT ? Numbers.of(subject.id()) : null;
    }
}
