/// What a model wrote, as Markdown.
///
/// Imports `answer`'s root and commonmark-java. Start at [CommonmarkWords].
@NullMarked
package researchpaas.answer.commonmark;

import org.jspecify.annotations.NullMarked;
