package researchpaas.ingest;

/// How fast a scan gets on, over the last half minute.
public record Pace(double filesPerSecond, double bytesPerSecond) {}
