package researchpaas.takeover;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A time as the earlier system wrote it, in UTC.
///
/// @param instant absent when the text is no time
/// @param doubt absent when there is exactly one instant for the text
record EarlierTime(@Nullable Instant instant, @Nullable Doubt doubt) {
    enum Doubt {
        /// No time can be made of it: another form, a day that no calendar has, or an hour that a
        /// change to summer time left out.
        IMPOSSIBLE,
        /// An hour that a change from summer time repeated; the earlier one is taken.
        AMBIGUOUS
    }

    private static final DateTimeFormatter TEXT =
            new DateTimeFormatterBuilder()
                    .appendPattern("uuuu-MM-dd[' ']['T']HH:mm:ss")
                    .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
                    .toFormatter()
                    .withResolverStyle(ResolverStyle.STRICT);

    /// @param zone of a text without an offset
    static Optional<EarlierTime> of(Optional<String> text, ZoneId zone) {
        return text.map(given -> of(given.strip(), zone));
    }

    private static EarlierTime of(String text, ZoneId zone) {
        try {
            if (text.matches(".*(Z|[+-]\\d\\d:\\d\\d)")) {
                return new EarlierTime(
                        OffsetDateTime.parse(text.replace(' ', 'T')).toInstant(), null);
            }
            LocalDateTime local =
                    text.length() == 10
                            ? LocalDate.parse(text).atStartOfDay()
                            : LocalDateTime.parse(text, TEXT);
            List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
            return switch (offsets.size()) {
                case 0 -> new EarlierTime(null, Doubt.IMPOSSIBLE);
                case 1 -> new EarlierTime(local.toInstant(offsets.getFirst()), null);
                default -> new EarlierTime(local.toInstant(offsets.getFirst()), Doubt.AMBIGUOUS);
            };
        } catch (DateTimeException e) {
            return new EarlierTime(null, Doubt.IMPOSSIBLE);
        }
    }
}
