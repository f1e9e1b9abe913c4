package researchpaas.document;

/// A document's number inside the system; outside it is a [DocumentKey].
public record DocumentId(long value) {}
