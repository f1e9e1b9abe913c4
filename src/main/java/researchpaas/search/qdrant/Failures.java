package researchpaas.search.qdrant;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Locale;
import researchpaas.search.SearchIndex.IndexUnavailable;
import researchpaas.search.SearchIndex.Trouble;

/// What went wrong on the line, in words that tell what to do. The server's own words stand in the
/// cause only.
final class Failures {
    private final String place;

    /// @param place where the server is, for messages
    Failures(String place) {
        this.place = place;
    }

    IndexUnavailable of(StatusRuntimeException failed) {
        Trouble trouble = trouble(failed.getStatus());
        return of(trouble, failed);
    }

    IndexUnavailable interrupted(InterruptedException e) {
        return new IndexUnavailable("A call to Qdrant was given up.", e);
    }

    private IndexUnavailable of(Trouble trouble, Throwable cause) {
        String text =
                switch (trouble) {
                    case UNREACHABLE ->
                            "Qdrant at %s does not answer. Is it running, and is QDRANT_GRPC_PORT its gRPC port?";
                    case SLOW -> "Qdrant at %s did not answer in time.";
                    case BUSY -> "Qdrant at %s takes no more requests for now.";
                    case KEY_REFUSED -> "Qdrant at %s refused the key. Check QDRANT_API_KEY.";
                    case WRONG_DIMENSION ->
                            "Qdrant at %s holds vectors of another length in this collection.";
                    case MISSING ->
                            "Qdrant at %s has lost the collection; it is built anew from the database.";
                    case DISK_FULL ->
                            "The disk of Qdrant at %s is full. Once there is room, the index goes on by itself.";
                    case NAME_TAKEN, VERSION, OTHER -> "Qdrant at %s could not do what was asked.";
                };
        return new IndexUnavailable(trouble, text.formatted(place), cause);
    }

    static Trouble trouble(Status status) {
        String text = String.valueOf(status.getDescription()).toLowerCase(Locale.ROOT);
        if (text.contains("no space left") || text.contains("disk space")) {
            return Trouble.DISK_FULL;
        }
        return switch (status.getCode()) {
            case UNAVAILABLE -> Trouble.UNREACHABLE;
            case DEADLINE_EXCEEDED -> Trouble.SLOW;
            case RESOURCE_EXHAUSTED -> Trouble.BUSY;
            case UNAUTHENTICATED, PERMISSION_DENIED -> Trouble.KEY_REFUSED;
            case NOT_FOUND -> Trouble.MISSING;
            case INVALID_ARGUMENT ->
                    text.contains("dimension") ? Trouble.WRONG_DIMENSION : Trouble.OTHER;
            case OK,
                    CANCELLED,
                    UNKNOWN,
                    ALREADY_EXISTS,
                    FAILED_PRECONDITION,
                    ABORTED,
                    OUT_OF_RANGE,
                    UNIMPLEMENTED,
                    INTERNAL,
                    DATA_LOSS ->
                    Trouble.OTHER;
        };
    }
}
