/// Finds documents by word and by meaning.
///
/// [SearchDocuments] is the use case, [SearchIndex] and [EmbeddingModel] its ports. Fusion of the
/// two legs stands once, here, so that every engine ranks alike. Start at [SearchDocuments]. Not
/// here: where the text comes from (`ingest`), what is stored (`document`).
@NullMarked
@ApplicationModule(allowedDependencies = {"document", "account", "checkup", "outbound"})
package researchpaas.search;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
