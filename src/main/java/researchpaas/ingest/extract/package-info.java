/// Reads every [Format] in a child process, so that a file which hangs, crashes or eats memory
/// costs that child and nothing else. Both sides of that child are here: [ChildTextExtractor] and
/// [ChildProcess] in the parent, [ParsingChild] and [Confinement] in the child, [Wire] between.
///
/// Imports `ingest`, `document`, Spring (parent side only); [Format] alone knows the readers, which
/// stand in the sub-packages. Those never import this package, and point one way: `guard`,
/// `letters` → `layout` → `recognition` → `reader` → `table` → `text`, `tex`; `pdf`; `archive`;
/// `office` → `word`, `slides`, `sheets` → `odf` (`ArchitectureTest` holds it). Start at
/// [ChildTextExtractor]. Not here: what a title is (`describe`), where files come from (the
/// sources).
@NullMarked
package researchpaas.ingest.extract;

import org.jspecify.annotations.NullMarked;
