package researchpaas.document;

public record PassageId(long value) {}
