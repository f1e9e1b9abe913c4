package researchpaas.ingest;

/// One run of following a drive.
///
/// @param job where each file's outcome is reported
record DriveRun(long job, FollowedDrive drive, SourceId source, GoOn goOn) {}
