package researchpaas.api;

/// There is no such thing, or not for this reader: the answer is the same.
final class NotHere extends RuntimeException {
    NotHere() {
        super("not found", null, false, false);
    }
}
