package researchpaas.audit.jdbc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import researchpaas.audit.AuditFilter;

/// What a filter asks for, as SQL. Only what it names: PostgreSQL refuses a parameter that is
/// merely compared with nothing.
final class Conditions {
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> values = new HashMap<>();

    private Conditions() {}

    static Conditions of(AuditFilter filter) {
        Conditions all = new Conditions();
        if (filter.action() != null) {
            all.and("action = :action", "action", filter.action().name());
        }
        if (filter.outcome() != null) {
            all.and("outcome = :outcome", "outcome", filter.outcome().name());
        }
        if (filter.person() != null) {
            all.and(
                    "(actor = :person or subject_kind = 'ACCOUNT' and subject = :account)",
                    "person",
                    filter.person());
            all.values.put("account", filter.person().toString());
        }
        if (filter.from() != null) {
            all.and("at >= :from", "from", filter.from().toEpochMilli());
        }
        if (filter.until() != null) {
            all.and("at < :until", "until", filter.until().toEpochMilli());
        }
        return all;
    }

    Conditions and(String condition) {
        conditions.add(condition);
        return this;
    }

    Conditions and(String condition, String name, Object value) {
        values.put(name, value);
        return and(condition);
    }

    String select(String order) {
        String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        return """
        select id, at, action, outcome, actor, means, subject_kind, subject, request, details
        from audit_entries%s order by %s limit :limit
        """
                .formatted(where, order);
    }

    Map<String, Object> values() {
        return values;
    }
}
