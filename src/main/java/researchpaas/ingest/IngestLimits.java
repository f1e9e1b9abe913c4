package researchpaas.ingest;

/// @param maxFileBytes larger files are skipped unread
/// @param filesAtOnce how many files are under way at the same time
public record IngestLimits(long maxFileBytes, int filesAtOnce) {}
