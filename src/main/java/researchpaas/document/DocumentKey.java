package researchpaas.document;

/// A document's name outside: `/documents/{category}/{number}`.
///
/// @param number unique within the category, ≥ 1
public record DocumentKey(Category category, long number) {}
