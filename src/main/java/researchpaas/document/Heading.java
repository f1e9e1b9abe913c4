package researchpaas.document;

/// Where a heading stands in a file's text.
///
/// @param page from 1
/// @param start UTF-16 offset in the page's text
/// @param end behind the last character
/// @param level 1 for the outermost
public record Heading(int page, int start, int end, int level, String text) {}
