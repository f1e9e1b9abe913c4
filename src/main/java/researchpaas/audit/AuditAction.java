package researchpaas.audit;

/// What may be done that is recorded. Stored by name, so a name stays.
public enum AuditAction {
    SIGNED_IN,
    SIGN_IN_REFUSED,
    SIGNED_OUT,
    /// one session or token family was ended by its owner or an administrator
    SESSION_ENDED,
    /// all of somebody's at once
    SESSIONS_ENDED,
    /// a refresh token was presented a second time; its family ended
    TOKEN_REUSED,
    /// an account came to be before its person came
    APPOINTED,
    ROLE_CHANGED,
    ADDRESS_CHANGED,
    SUSPENDED,
    RESUMED,
    KEY_CREATED,
    KEY_REVOKED,
    /// recorded at most once an hour a key
    KEY_USED,
    /// somebody asked for what his rights do not cover
    ACCESS_REFUSED,
    /// an administrator looked at what a person can see
    LOOKED_AS,
    UPLOADED,
    DELETED,
    EXPORTED,
    /// the whole library was saved into an archive, and that was proved
    BACKED_UP,
    SYNC_STARTED,
    SETTINGS_CHANGED,
    SECRETS_ROTATED,
    /// old entries of this log were removed
    AUDIT_PURGED
}
