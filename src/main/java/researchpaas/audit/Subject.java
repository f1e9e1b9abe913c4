package researchpaas.audit;

/// What something was done to.
///
/// @param id the number or name under which the library knows it, never a title; empty where there
///   is but one
public record Subject(Kind kind, String id) {
    private static final int LONGEST = 200;

    /// Stored by name, so a name stays.
    public enum Kind {
        ACCOUNT,
        SESSION,
        KEY,
        DOCUMENT,
        UPLOAD,
        SOURCE,
        JOB,
        INDEX,
        ARCHIVE,
        AUDIT,
        SETTING,
        SECRET,
        ROUTE
    }

    public Subject {
        id = id.length() > LONGEST ? id.substring(0, LONGEST) : id;
    }

    public static Subject account(long number) {
        return new Subject(Kind.ACCOUNT, String.valueOf(number));
    }

    public static Subject of(Kind kind, Object id) {
        return new Subject(kind, String.valueOf(id));
    }

    /// Of which there is one only.
    public static Subject the(Kind kind) {
        return new Subject(kind, "");
    }
}
