/// Vectors from Google's Gemini API: every language, but each text leaves the house.
///
/// Imports `search`'s and `outbound`'s roots, Spring and Jackson. Start at [GeminiEmbeddingModel].
@NullMarked
package researchpaas.search.gemini;

import org.jspecify.annotations.NullMarked;
