package researchpaas.answer;

import researchpaas.document.Document;

/// What the reader can do next. Doors have a sentence for each kind.
public sealed interface NextAction {
    /// @param page where the best of it stands, from 1
    record ReadDocument(Document document, int page) implements NextAction {}

    record OpenDataset(Document dataset) implements NextAction {}

    /// A search for these words finds more.
    record SearchFor(String words) implements NextAction {}

    /// The question is too wide, or its words are not the library's: asking it otherwise helps.
    record AskOtherwise() implements NextAction {}

    /// The library has nothing on it: somebody has to put it in.
    record AddDocuments() implements NextAction {}

    /// A model's proposal, proved like everything that it says.
    record Proposed(Statement statement) implements NextAction {}
}
