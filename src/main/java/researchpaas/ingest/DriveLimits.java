package researchpaas.ingest;

import java.time.Duration;

/// What is configured for every drive.
///
/// @param poll how often a log of changes is read
/// @param maxFileBytes a larger file is refused
public record DriveLimits(Duration poll, long maxFileBytes) {}
