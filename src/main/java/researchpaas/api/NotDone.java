package researchpaas.api;

import org.springframework.http.HttpStatus;

/// Something that was asked for properly and is refused. Carries the key of a sentence that says
/// why.
final class NotDone extends RuntimeException {
    private final HttpStatus status;
    private final transient Object[] arguments;

    NotDone(HttpStatus status, String key, Object... arguments) {
        super(key, null, false, false);
        this.status = status;
        this.arguments = arguments.clone();
    }

    HttpStatus status() {
        return status;
    }

    Object[] arguments() {
        return arguments.clone();
    }

    String key() {
        return String.valueOf(getMessage());
    }
}
