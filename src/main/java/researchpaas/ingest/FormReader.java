package researchpaas.ingest;

import java.io.InputStream;

/// Takes the body of a form apart while it arrives; nothing of it is kept.
public interface FormReader {
    /// @param contentType the body's, with its boundary
    /// @param body not closed here
    /// @throws BrokenForm when it is no such form, is malformed, or ends too early
    void read(String contentType, InputStream body, Parts parts);

    /// Told of each part in turn.
    interface Parts {
        void field(String name, String value);

        /// @param name as it was sent: hostile
        /// @param bytes to be read before this returns; what is left unread is skipped. Reading
        ///   throws when the sender breaks off
        void file(String name, InputStream bytes);
    }

    final class BrokenForm extends RuntimeException {
        public BrokenForm(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
