package researchpaas.account;

/// Tells a door on whose behalf it answers.
public interface CurrentReader {
    /// The reader of the request that this thread is answering; without login the local reader, and
    /// [Reader#nobody] for whoever has not signed in.
    Reader reader();
}
