package researchpaas.ingest;

import java.util.List;

/// Why a file was skipped or failed. A door turns it into a sentence with the message
/// `reason.<code>` and the details as its arguments.
public record Reason(Code code, List<String> details) {
    public Reason {
        details = List.copyOf(details);
    }

    public static Reason of(Code code, String... details) {
        return new Reason(code, List.of(details));
    }

    /// The kind of trouble; the message in both languages says what to do.
    public enum Code {
        EMPTY_FILE,
        /// Details: the file name's ending.
        UNSUPPORTED_TYPE,
        /// Details: size and limit in megabytes.
        TOO_LARGE,
        /// Uploads have no room left. Details: the limit in megabytes.
        UPLOADS_FULL,
        /// The name says one format, the bytes another. Details: the ending.
        NOT_WHAT_IT_SAYS,
        /// The source does not ask for archives to be opened.
        ARCHIVE_NOT_OPENED,
        BROKEN,
        ENCRYPTED,
        /// The font map of the PDF is unusable.
        GARBLED_TEXT,
        /// Scanned pages, for example.
        NO_TEXT,
        /// Bytes that are no text in any known encoding.
        UNKNOWN_ENCODING,
        TOO_MUCH_TEXT,
        /// An archive or an Office file that holds far more than its size tells.
        UNPACKS_TOO_LARGE,
        /// Its parts stand inside each other so deep that no reader follows.
        NESTED_TOO_DEEPLY,
        /// Details: the limit in seconds.
        TOOK_TOO_LONG,
        OUT_OF_MEMORY,
        /// The reader process died while it read this file.
        READER_CRASHED,
        /// A symbolic link that leads out of the source.
        LINK_OUTSIDE,
        /// The operating system refuses to open it.
        NOT_READABLE,
        /// The bytes of its name, or of a folder's above it, are no text.
        UNREADABLE_NAME,
        /// It was listed, and gone when its turn came.
        VANISHED,
        /// It changed while it was read; the next scan takes it again.
        CHANGED_MEANWHILE,
        SOURCE_UNAVAILABLE,
        /// A form or a map, for example: nothing that could be read comes out of the drive.
        /// Details: its type.
        NOT_EXPORTABLE,
        /// The drive exports documents up to a size only.
        TOO_LARGE_TO_EXPORT,
        /// The owner forbids downloads, or the drive takes the file for malicious.
        DOWNLOAD_FORBIDDEN,
        /// Details: the folder's id.
        FOLDER_NOT_SHARED,
        /// Details: the project, as far as it is known.
        DRIVE_API_OFF,
        DRIVE_KEY_UNUSABLE,
        DRIVE_SCOPE_MISSING,
        DRIVE_CONSENT_REVOKED,
        DRIVE_CONSENT_EXPIRED,
        DRIVE_QUOTA_EXHAUSTED,
        DRIVE_UNAVAILABLE,
        /// A fault of ours. Details: the incident's id in the log.
        INTERNAL
    }
}
