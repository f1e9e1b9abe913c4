package researchpaas.web;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;
import researchpaas.audit.AuditAction;
import researchpaas.audit.AuditFilter;
import researchpaas.audit.Outcome;

/// What is asked of the audit log, as the fields of the page. What is no such thing is left out.
///
/// @param person an address
/// @param from a day
/// @param to a day, which is the last one
record AuditForm(String action, String person, String outcome, String from, String to) {
    static AuditForm of(
            @Nullable String action,
            @Nullable String person,
            @Nullable String outcome,
            @Nullable String from,
            @Nullable String to) {
        return new AuditForm(
                constant(AuditAction.values(), action),
                person == null ? "" : person.strip(),
                constant(Outcome.values(), outcome),
                day(from).map(LocalDate::toString).orElse(""),
                day(to).map(LocalDate::toString).orElse(""));
    }

    AuditFilter filter(@Nullable Long account, ZoneId zone) {
        return new AuditFilter(
                action.isEmpty() ? null : AuditAction.valueOf(action),
                outcome.isEmpty() ? null : Outcome.valueOf(outcome),
                account,
                start(day(from), zone),
                start(day(to).map(last -> last.plusDays(1)), zone));
    }

    /// The choice itself, in other words.
    ///
    /// @param before only what was recorded before this entry; 0 for all
    String address(String path, long before) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("action", action);
        fields.put("person", person);
        fields.put("outcome", outcome);
        fields.put("from", from);
        fields.put("to", to);
        fields.put("before", before == 0 ? "" : before);
        return address(path, fields);
    }

    /// Where the API exports what the filter leaves.
    static String export(String path, String format, AuditFilter filter) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("format", format);
        fields.put("action", given(filter.action()));
        fields.put("outcome", given(filter.outcome()).toString().toLowerCase(Locale.ROOT));
        fields.put("person", given(filter.person()));
        fields.put("from", given(filter.from()));
        fields.put("until", given(filter.until()));
        return address(path, fields);
    }

    private static Object given(@Nullable Object value) {
        return value == null ? "" : value;
    }

    private static String address(String path, Map<String, Object> fields) {
        String query =
                fields.entrySet().stream()
                        .filter(field -> !field.getValue().equals(""))
                        .map(field ->
                                field.getKey()
                                        + "="
                                        + UriUtils.encode(
                                                field.getValue().toString(),
                                                StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
        return query.isEmpty() ? path : path + "?" + query;
    }

    private static String constant(Enum<?>[] values, @Nullable String word) {
        return Arrays.stream(values)
                .map(Enum::name)
                .filter(name -> name.equals(word))
                .findFirst()
                .orElse("");
    }

    private static Optional<LocalDate> day(@Nullable String text) {
        try {
            return text == null || text.isBlank()
                    ? Optional.empty()
                    : Optional.of(LocalDate.parse(text.strip()))
                            .filter(day -> day.getYear() >= 1970 && day.getYear() <= 9999);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static @Nullable Instant start(Optional<LocalDate> day, ZoneId zone) {
        return day.map(first -> first.atStartOfDay(zone).toInstant()).orElse(null);
    }
}
