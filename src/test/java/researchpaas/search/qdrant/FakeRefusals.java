package researchpaas.search.qdrant;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/// The server's errors: code and beginning of the message as `StorageError` and its conversion to a
/// gRPC status have them (qdrant/qdrant, `lib/storage/src/content_manager/errors.rs`,
/// `conversions.rs`).
final class FakeRefusals {
    private FakeRefusals() {}

    static StatusRuntimeException wrongInput(String text) {
        return Status.INVALID_ARGUMENT.withDescription("Wrong input: " + text).asRuntimeException();
    }

    static StatusRuntimeException badRequest(String text) {
        return Status.INVALID_ARGUMENT.withDescription("Bad request: " + text).asRuntimeException();
    }

    /// What the checks of a request's form say, before anything of the storage is asked.
    static StatusRuntimeException malformed(String text) {
        return Status.INVALID_ARGUMENT
                .withDescription("Validation error in body: [" + text + "]")
                .asRuntimeException();
    }

    static StatusRuntimeException notFound(String text) {
        return Status.NOT_FOUND.withDescription("Not found: " + text).asRuntimeException();
    }

    static StatusRuntimeException alreadyThere(String text) {
        return Status.ALREADY_EXISTS.withDescription("Wrong input: " + text).asRuntimeException();
    }

    static StatusRuntimeException internal(String text) {
        return Status.INTERNAL
                .withDescription("Service internal error: " + text)
                .asRuntimeException();
    }

    /// What the double does not do, though the server does.
    static StatusRuntimeException notInTheDouble(String what) {
        return Status.UNIMPLEMENTED
                .withDescription("The double does not know " + what)
                .asRuntimeException();
    }
}
