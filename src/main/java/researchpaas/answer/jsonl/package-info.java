/// What a model wrote, as JSON.
///
/// Imports `answer`'s root and Jackson. Start at [JsonClaims].
@NullMarked
package researchpaas.answer.jsonl;

import org.jspecify.annotations.NullMarked;
