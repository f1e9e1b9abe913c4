package researchpaas.cli;

/// A command cannot do its work; the message is a sentence for the person at the terminal.
final class CommandFailed extends RuntimeException {
    CommandFailed(String sentence) {
        super(sentence);
    }
}
