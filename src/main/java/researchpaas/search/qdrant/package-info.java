/// Adapter of [researchpaas.search.SearchIndex]: Qdrant, a vector database of its own, over gRPC.
///
/// A file is one point for the word leg, with its terms' weights, and each of its passages one more
/// for the meaning leg and for display. Imports `search`'s root, `document`, Spring and Qdrant's
/// client. Start at [QdrantSearchIndex], then [PointsOfChange] and [Line]. Not here: fusion of the
/// legs and the analysis of texts (`search`), the cursor's row (`search.jdbc`).
@NullMarked
package researchpaas.search.qdrant;

import org.jspecify.annotations.NullMarked;
