package researchpaas.ingest.extract.office;

import researchpaas.ingest.extract.letters.CleanText;

/// Blocks as the text of a table's cell, a text box, a footnote: one line each, without pages.
public final class BlockText implements Blocks {
    private final StringBuilder text = new StringBuilder();

    @Override
    public void paragraph(String raw) {
        String block = CleanText.tidy(raw);
        if (!block.isEmpty()) {
            text.append(text.isEmpty() ? "" : "\n").append(block);
        }
    }

    @Override
    public void heading(int level, String raw) {
        paragraph(raw);
    }

    @Override
    public void pageBreak() {
        // inside a cell there are no pages
    }

    @Override
    public void softPageBreak() {
        // inside a cell there are no pages
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
