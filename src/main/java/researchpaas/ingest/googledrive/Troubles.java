package researchpaas.ingest.googledrive;

import com.google.api.client.googleapis.json.GoogleJsonError;
import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.client.http.HttpResponseException;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import researchpaas.ingest.DriveAccounts.Login;
import researchpaas.ingest.DriveTrouble;
import researchpaas.ingest.DriveTrouble.Kind;

/// What Google's errors mean: which pass by themselves, and what a person can do about the others.
final class Troubles {
    private static final Set<String> RATE =
            Set.of("userRateLimitExceeded", "rateLimitExceeded", "sharingRateLimitExceeded");
    private static final Set<String> QUOTA =
            Set.of("dailyLimitExceeded", "dailyLimitExceededUnreg", "quotaExceeded");
    private static final Set<String> NOT_ENABLED =
            Set.of("accessNotConfigured", "SERVICE_DISABLED", "serviceDisabled");
    private static final Set<String> NO_DOWNLOAD =
            Set.of(
                    "cannotDownloadFile",
                    "cannotExportFile",
                    "cannotDownloadAbusiveFile",
                    "fileNotDownloadable",
                    "fileNotExportable",
                    "insufficientFilePermissions",
                    "downloadQuotaExceeded");
    private static final Pattern PROJECT = Pattern.compile("\\bproject[ =]([\\w:.-]{1,60})");

    /// A consent of an application in test mode ends after seven days; Google's answer does not
    /// tell this from any other end.
    private static final Duration TEST_MODE = Duration.ofDays(7);

    private Troubles() {}

    /// Google did not take the access token; there is a new one.
    static final class TokenEnded extends IOException {
        TokenEnded() {
            super("The access token was refused");
        }
    }

    /// Whether the same call may well succeed in a while.
    static boolean passes(IOException e) {
        if (e instanceof AllowedHosts.NotAllowed) {
            return false;
        }
        HttpResponseException answer = answer(e);
        if (answer == null) {
            return !isKeyBroken(e);
        }
        int status = answer.getStatusCode();
        return status == 408
                || status == 429
                || status >= 500
                || (status == 403 && RATE.contains(reason(answer)));
    }

    /// How long Google asks to be left alone.
    static @Nullable Duration wanted(IOException e, Clock clock) {
        HttpResponseException answer = answer(e);
        String after = answer == null ? null : answer.getHeaders().getRetryAfter();
        if (after == null) {
            return null;
        }
        if (after.matches("\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(after));
        }
        try {
            Instant then =
                    ZonedDateTime.parse(after, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
            Duration wait = Duration.between(clock.instant(), then);
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeException _) {
            return null;
        }
    }

    static int status(IOException e) {
        HttpResponseException answer = answer(e);
        return answer == null || isOfTokenEndpoint(e) ? 0 : answer.getStatusCode();
    }

    static String reason(IOException e) {
        HttpResponseException answer = answer(e);
        return answer == null || isOfTokenEndpoint(e) ? "" : reason(answer);
    }

    /// @param retryAt when Google said so
    static DriveTrouble of(IOException e, Login login, @Nullable Instant retryAt, Clock clock) {
        if (e instanceof TokenEnded) {
            return new DriveTrouble(dead(login, clock), withoutContent(e));
        }
        HttpResponseException answer = answer(e);
        if (isOfTokenEndpoint(e) && answer != null && !passes(e)) {
            return ofSignIn(answer, login, clock);
        }
        if (answer == null || passes(e)) {
            return isKeyBroken(e)
                    ? new DriveTrouble(Kind.KEY_UNUSABLE, null)
                    : new DriveTrouble(Kind.UNAVAILABLE, null, retryAt, withoutContent(e));
        }
        String reason = reason(answer);
        if (answer.getStatusCode() == 403) {
            if (NOT_ENABLED.contains(reason)) {
                return new DriveTrouble(
                        Kind.API_NOT_ENABLED, project(answer), null, withoutContent(e));
            }
            if (QUOTA.contains(reason)) {
                return new DriveTrouble(Kind.QUOTA_EXHAUSTED, null, retryAt, withoutContent(e));
            }
            return new DriveTrouble(
                    NO_DOWNLOAD.contains(reason) ? Kind.DOWNLOAD_FORBIDDEN : Kind.SCOPE_MISSING,
                    withoutContent(e));
        }
        return new DriveTrouble(Kind.UNAVAILABLE, null, retryAt, withoutContent(e));
    }

    private static DriveTrouble ofSignIn(HttpResponseException answer, Login login, Clock clock) {
        Kind kind =
                switch (reason(answer)) {
                    case "unauthorized_client", "access_denied", "invalid_scope" ->
                            Kind.SCOPE_MISSING;
                    case "invalid_grant" -> dead(login, clock);
                    default -> Kind.KEY_UNUSABLE;
                };
        return new DriveTrouble(kind, withoutContent(answer));
    }

    private static Kind dead(Login login, Clock clock) {
        return switch (login) {
            case Login.ServiceAccount() -> Kind.KEY_UNUSABLE;
            case Login.Consent(_, Instant since) -> {
                Duration age = Duration.between(since, clock.instant());
                yield age.compareTo(TEST_MODE.minusHours(1)) >= 0
                                && age.compareTo(TEST_MODE.plusDays(2)) <= 0
                        ? Kind.CONSENT_TESTING_EXPIRED
                        : Kind.CONSENT_REVOKED;
            }
        };
    }

    private static @Nullable HttpResponseException answer(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpResponseException answer) {
                return answer;
            }
        }
        return null;
    }

    /// Signing in fails with an exception around the answer.
    private static boolean isOfTokenEndpoint(IOException e) {
        return !(e instanceof HttpResponseException);
    }

    private static boolean isKeyBroken(IOException e) {
        return e instanceof ServiceKey.Unusable;
    }

    /// Google's own word for what went wrong: `error.errors[0].reason`, or OAuth's `error`.
    private static String reason(HttpResponseException answer) {
        if (answer instanceof GoogleJsonResponseException json) {
            GoogleJsonError details = json.getDetails();
            if (details != null && details.getErrors() != null && !details.getErrors().isEmpty()) {
                String reason = details.getErrors().getFirst().getReason();
                return reason == null ? "" : reason;
            }
        }
        try {
            JsonElement content =
                    JsonParser.parseString(answer.getContent() == null ? "" : answer.getContent());
            JsonElement error = content instanceof JsonObject o ? o.get("error") : null;
            if (error instanceof JsonObject object) {
                return object.getAsJsonArray("errors")
                        .get(0)
                        .getAsJsonObject()
                        .get("reason")
                        .getAsString();
            }
            return error == null ? "" : error.getAsString();
        } catch (JsonParseException
                | IllegalStateException
                | UnsupportedOperationException
                | IndexOutOfBoundsException
                | NullPointerException _) {
            return "";
        }
    }

    private static @Nullable String project(HttpResponseException answer) {
        String content = answer.getContent();
        Matcher project = PROJECT.matcher(content == null ? "" : content);
        return project.find() ? project.group(1) : null;
    }

    /// For the log: addresses and tokens stand in Google's messages.
    private static IOException withoutContent(IOException e) {
        HttpResponseException answer = answer(e);
        return new IOException(
                answer == null
                        ? e.getClass().getSimpleName()
                        : "Google answered " + answer.getStatusCode() + " " + reason(answer));
    }
}
