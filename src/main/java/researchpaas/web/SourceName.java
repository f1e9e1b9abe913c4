package researchpaas.web;

import researchpaas.ingest.Uploads;

/// What a source is called for people.
///
/// @param key message key
/// @param label its argument, for the sources that have no name of their own
record SourceName(String key, String label) {
    static SourceName of(String source) {
        return switch (source) {
            case Uploads.SOURCE -> new SourceName("source.uploads", source);
            case "folder:library" -> new SourceName("source.library", source);
            case "folder:samples" -> new SourceName("source.samples", source);
            default -> new SourceName("source.other", source);
        };
    }
}
