/// Adapter of [researchpaas.operate.TestCollections]: the usual files of retrieval collections.
///
/// Imports `operate`'s root, Spring and Jackson. Start at [JsonLinesCollections]. Not here: what is
/// measured (`operate`).
@NullMarked
package researchpaas.operate.jsonl;

import org.jspecify.annotations.NullMarked;
