package researchpaas.document;

/// A file's number in the ledger.
public record FileId(long value) {}
