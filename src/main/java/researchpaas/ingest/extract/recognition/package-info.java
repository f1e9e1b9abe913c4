/// Text recognition, when it is configured: [Tesseract] runs the program on a picture of a page,
/// [RecognizedLines] makes lines of what it answers.
///
/// Imports `layout` and `letters`. Start at [Tesseract]. Not here: how a page becomes a picture
/// (`pdf`), and whether the program is there (`extract.TesseractProgram`, the parent's side).
@NullMarked
package researchpaas.ingest.extract.recognition;

import org.jspecify.annotations.NullMarked;
