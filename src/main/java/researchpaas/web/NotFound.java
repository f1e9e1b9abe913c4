package researchpaas.web;

/// There is no such page, or not for this reader: both look the same.
final class NotFound extends RuntimeException {
    NotFound() {
        super("not found", null, false, false);
    }
}
