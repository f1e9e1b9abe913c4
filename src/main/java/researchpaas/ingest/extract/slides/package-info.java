/// Presentations, new (PPTX, as XML) and old (PPT, through POI): a slide is a page, its shapes in
/// the order in which people read them, the speaker's notes behind it.
///
/// Imports `office`, `table`, `reader`, `letters`, `guard`, POI. Start at [Slide] and [SlideOrder],
/// which `odf` uses too. Not here: OpenDocument's XML (`odf`).
@NullMarked
package researchpaas.ingest.extract.slides;

import org.jspecify.annotations.NullMarked;
