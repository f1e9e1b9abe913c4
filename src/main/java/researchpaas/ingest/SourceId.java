package researchpaas.ingest;

public record SourceId(long value) {}
