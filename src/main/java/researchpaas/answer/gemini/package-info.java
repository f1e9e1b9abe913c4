/// Google's Gemini API, in its own words (`streamGenerateContent`): what OpenAI's leave out, the
/// level of thinking and that nothing be stored, is there.
///
/// Imports `answer`'s and `outbound`'s roots, Spring and Jackson. Start at [GeminiModel].
@NullMarked
package researchpaas.answer.gemini;

import org.jspecify.annotations.NullMarked;
