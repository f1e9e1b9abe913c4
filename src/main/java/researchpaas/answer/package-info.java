/// Answers questions from the library, with quotes that are proved against the source.
///
/// [LanguageModel] is the port to whatever writes, [LanguageModels] the only place that others take
/// it from; without one, the best sentences answer. Not here: finding (`search`), what is stored of
/// documents (`document`).
@NullMarked
@ApplicationModule(allowedDependencies = {"search", "document", "account", "checkup", "outbound"})
package researchpaas.answer;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
