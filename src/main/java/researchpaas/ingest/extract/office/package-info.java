/// What Word, slides, sheets and OpenDocument share: [OfficePackage] is a zip of XML that has
/// passed the guard, [XmlCursor] pulls that XML, [Ole2] opens the old binary container, [PagedText]
/// takes blocks and page breaks.
///
/// Imports `reader`, `letters`, `guard`, and POI's container format. Start at [OfficePackage]. Not
/// here: what the XML means (`word`, `slides`, `sheets`, `odf`).
@NullMarked
package researchpaas.ingest.extract.office;

import org.jspecify.annotations.NullMarked;
