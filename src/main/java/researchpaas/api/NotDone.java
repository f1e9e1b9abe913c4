package researchpaas.api;

import org.springframework.http.HttpStatus;

/// Something that was asked for properly and is refused. Carries the key of a sentence that says
/// why.
final class NotDone extends RuntimeException {
    private final HttpStatus status;

    NotDone(HttpStatus status, String key) {
        super(key, null, false, false);
        this.status = status;
    }

    HttpStatus status() {
        return status;
    }

    String key() {
        return String.valueOf(getMessage());
    }
}
