package researchpaas.ingest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import researchpaas.ingest.Reason.Code;

/// A [FollowedDrive] gave no answer, or one that only a person can do something about.
public final class DriveTrouble extends RuntimeException {
    private final Kind kind;
    private final @Nullable String about;
    private final @Nullable Instant retryAt;

    public DriveTrouble(Kind kind, @Nullable Throwable cause) {
        this(kind, null, null, cause);
    }

    /// @param about what a person needs to find the spot: a folder's id, an address; no secret and
    ///   no file's name
    /// @param retryAt with QUOTA_EXHAUSTED and UNAVAILABLE, when the drive said so
    public DriveTrouble(
            Kind kind,
            @Nullable String about,
            @Nullable Instant retryAt,
            @Nullable Throwable cause) {
        super(kind + (about == null ? "" : " " + about), cause);
        this.kind = kind;
        this.about = about;
        this.retryAt = retryAt;
    }

    public Kind kind() {
        return kind;
    }

    public @Nullable String about() {
        return about;
    }

    public @Nullable Instant retryAt() {
        return retryAt;
    }

    /// What people are told.
    public Reason reason() {
        String detail = about == null ? "?" : about;
        return switch (kind) {
            case CURSOR_REFUSED, UNAVAILABLE -> Reason.of(Code.DRIVE_UNAVAILABLE);
            case ROOT_NOT_SHARED -> Reason.of(Code.FOLDER_NOT_SHARED, detail);
            case API_NOT_ENABLED -> Reason.of(Code.DRIVE_API_OFF, detail);
            case KEY_UNUSABLE -> Reason.of(Code.DRIVE_KEY_UNUSABLE);
            case SCOPE_MISSING -> Reason.of(Code.DRIVE_SCOPE_MISSING);
            case CONSENT_REVOKED -> Reason.of(Code.DRIVE_CONSENT_REVOKED);
            case CONSENT_TESTING_EXPIRED -> Reason.of(Code.DRIVE_CONSENT_EXPIRED);
            case QUOTA_EXHAUSTED -> Reason.of(Code.DRIVE_QUOTA_EXHAUSTED);
            case TOO_LARGE_TO_EXPORT -> Reason.of(Code.TOO_LARGE_TO_EXPORT);
            case DOWNLOAD_FORBIDDEN -> Reason.of(Code.DOWNLOAD_FORBIDDEN);
        };
    }

    public enum Kind {
        /// A cursor or page token is not taken any more: only a full listing helps.
        CURSOR_REFUSED,
        /// A root does not exist for this account. About: the folder's id. Whoever follows the
        /// drive tells this, from an absent [FollowedDrive#item].
        ROOT_NOT_SHARED,
        /// The project behind the key has not switched the API on. About: the project.
        API_NOT_ENABLED,
        /// The key file is none, is of another kind, was deleted, or its account was.
        KEY_UNUSABLE,
        /// The account may not act in this scope, or not for this person.
        SCOPE_MISSING,
        /// Somebody took the consent back, or it lapsed: connect again.
        CONSENT_REVOKED,
        /// The consent of an application in test mode ends after seven days.
        CONSENT_TESTING_EXPIRED,
        /// Of the day or of the project, not the short-term rate.
        QUOTA_EXHAUSTED,
        /// This one item is too large for an export.
        TOO_LARGE_TO_EXPORT,
        /// This one item's owner forbids downloads, or the drive takes it for malicious.
        DOWNLOAD_FORBIDDEN,
        /// The network, or the drive's own trouble, after bounded tries.
        UNAVAILABLE
    }
}
