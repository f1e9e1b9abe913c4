/// Adapter of [researchpaas.search.SearchIndex] and [researchpaas.search.Highlighter]: Lucene
/// inside this process.
///
/// A file is one Lucene document for the word leg, and each of its passages one more for the
/// meaning leg and for display. Imports `search`'s root, `document`, Spring and Lucene. Start at
/// [LuceneEngine], then [LuceneSearchIndex], [Analysis]. Not here: fusion of the legs (`search`),
/// what changes there are (`document`).
@NullMarked
package researchpaas.search.lucene;

import org.jspecify.annotations.NullMarked;
