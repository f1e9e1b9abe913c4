package researchpaas.answer;

/// What a model wrote, without the marks of Markdown that it likes to put in. Proof looks at these
/// words and every door shows them, so marks can neither hide nor join anything: `2*3*4` with its
/// marks taken off is 234, and has to be proved as that.
public interface PlainWords {
    /// The words alone, in one line or several. Of links and pictures the words stay; of HTML,
    /// nothing. A list's numbers are words.
    String of(String marked);
}
