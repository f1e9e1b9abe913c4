/// What a reader of a format is and what it is given: [FormatReader] reads one file into a
/// [TextSink]. [Pages] is for formats without pages, [TextDecoding] finds the encoding of text.
///
/// Imports `guard`, `letters`, `recognition` and the records of `document` and `ingest`. Start at
/// [FormatReader]; a new format is a class that implements it in one of the neighbouring packages,
/// and a constant of `extract.Format`. Not here: any format.
@NullMarked
package researchpaas.ingest.extract.reader;

import org.jspecify.annotations.NullMarked;
