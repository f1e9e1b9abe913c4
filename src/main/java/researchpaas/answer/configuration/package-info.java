/// What the configuration says of the language model: which service, how much a day, at what price.
///
/// Imports `answer`'s root and Spring Boot. Start at [ModelConfiguration].
@NullMarked
package researchpaas.answer.configuration;

import org.jspecify.annotations.NullMarked;
