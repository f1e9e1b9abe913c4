package researchpaas.outbound;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// What a service answers. Reading its body throws [CallFailed] at the deadline, at an interrupt,
/// and beyond the most bytes.
public final class Reply {
    private static final int LONGEST_REFUSAL = 64 * 1024;

    private final int status;
    private final HttpHeaders headers;
    private final InputStream body;

    Reply(int status, HttpHeaders headers, InputStream body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    public int status() {
        return status;
    }

    public boolean isGood() {
        return status >= 200 && status < 300;
    }

    public InputStream body() {
        return body;
    }

    /// The beginning of a body that says why not; empty where it does not arrive.
    public String refusal() throws CallFailed {
        try {
            return new String(body.readNBytes(LONGEST_REFUSAL), StandardCharsets.UTF_8);
        } catch (CallFailed e) {
            if (e.why() == CallFailed.Why.CANCELLED) {
                throw e;
            }
            return "";
        } catch (IOException e) {
            return "";
        }
    }

    /// How long the service asks to be left alone, by seconds or by a date.
    public Optional<Duration> retryAfter() {
        return headers.firstValue("Retry-After").flatMap(Reply::pause);
    }

    /// When the service says that it answered; empty where it does not say so.
    public Optional<Instant> date() {
        return headers.firstValue("Date").flatMap(Reply::moment);
    }

    private static Optional<Instant> moment(String value) {
        try {
            return Optional.of(
                    ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> pause(String value) {
        String text = value.strip();
        try {
            if (text.matches("\\d{1,6}")) {
                return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
            }
            Duration until =
                    Duration.between(
                            Instant.now(),
                            ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());
            return Optional.of(until.isNegative() ? Duration.ZERO : until);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
