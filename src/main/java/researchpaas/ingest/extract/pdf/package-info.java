/// PDFs through PDFBox, page by page: [PageGlyphs] collects what is drawn, `layout` makes text of
/// it, [GarbledText] finds font maps that lie, [ScannedPages] draws pages without text for
/// recognition; [PictureReader] does the same for pictures.
///
/// Imports `layout`, `recognition`, `reader`, `letters`, `guard`, PDFBox. Start at [PdfReader]. Not
/// here: reading order and headings (`layout`).
@NullMarked
package researchpaas.ingest.extract.pdf;

import org.jspecify.annotations.NullMarked;
