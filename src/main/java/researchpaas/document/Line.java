package researchpaas.document;

/// Where one line of a page's text stands on the paper.
///
/// @param start first character, a UTF-16 offset in the page's text
/// @param end behind the last character
/// @param fontSize in points, 0 where the format has none
public record Line(int start, int end, Box box, float fontSize) {}
