/// What the configuration says of search: which engine and which model.
///
/// Imports `search`'s root and Spring Boot. Start at [SearchConfiguration]. Not here: an engine's
/// own settings, which stand with the engine.
@NullMarked
package researchpaas.search.configuration;

import org.jspecify.annotations.NullMarked;
