package researchpaas.answer;

/// What an answer tells of itself while it is made.
public sealed interface Progress {
    /// A stage begins. They come in the order of [Step], each at most once.
    record Stage(Step step) implements Progress {}

    /// A statement of the answer, proved, in the order of the answer. Nothing else of an answer may
    /// be shown before its end. When a model fails on the way, those that were told are part of the
    /// answer.
    record Proved(Statement statement) implements Progress {}

    /// Something was written that is not proved; it is shown to nobody.
    ///
    /// @param soFar how often by now
    record Withheld(int soFar) implements Progress {}

    enum Step {
        /// Finding what the library holds on it.
        SEARCHING,
        /// Choosing what is read of it.
        READING,
        /// Only where a model writes; what it wrote is checked meanwhile.
        WRITING,
        /// The last look: whether the reader may still see everything.
        CHECKING
    }
}
