/// Characters, whatever file they come from: [CleanText] takes out what may not be stored and
/// tidies spaces, [Letters] knows scripts that are written without spaces, [HeadingWords] tells
/// headings by their words.
///
/// Imports the JDK and the kinds of hidden text (`document`). Start at [CleanText]. Not here: bytes
/// and encodings (`reader`), where characters stand on paper (`layout`).
@NullMarked
package researchpaas.ingest.extract.letters;

import org.jspecify.annotations.NullMarked;
