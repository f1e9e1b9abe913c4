package researchpaas.ingest.extract.pdf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;
import org.apache.pdfbox.pdmodel.font.PDType3CharProc;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.graphics.form.PDTransparencyGroup;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.apache.pdfbox.util.Matrix;
import org.apache.pdfbox.util.Vector;
import researchpaas.ingest.extract.layout.Glyph;
import researchpaas.ingest.extract.letters.HiddenMarks;

/// Takes the characters of a page out of PDFBox, in the order in which the page draws them.
final class PageGlyphs extends PDFTextStripper {
    private final IdentityHashMap<PDFont, Boolean> strong = new IdentityHashMap<>();
    private List<Glyph> glyphs = new ArrayList<>();

    /// Forms draw forms; a hostile page draws a form that draws itself, twice.
    private static final int DEEPEST_FORM = 30;

    private static final int MOST_FORMS = 20_000;

    private int formDepth;
    private int forms;
    private int drawn;
    private int received;
    private PaintedPage painted = new PaintedPage(new PDRectangle());
    private int inType3;

    /// @param unmapped characters that the page draws and no font map names
    record Found(List<Glyph> glyphs, int unmapped, float width, float height) {}

    Found read(PDPage page) throws IOException {
        glyphs = new ArrayList<>();
        drawn = 0;
        received = 0;
        formDepth = 0;
        forms = 0;
        painted = new PaintedPage(page.getCropBox());
        if (page.hasContents()) {
            processPage(page);
        }
        boolean sideways = page.getRotation() % 180 != 0;
        float width = page.getCropBox().getWidth();
        float height = page.getCropBox().getHeight();
        return new Found(
                painted.seen(glyphs),
                Math.max(0, drawn - received),
                sideways ? height : width,
                sideways ? width : height);
    }

    /// The glyphs are what is wanted; PDFBox's own text is not.
    @Override
    protected void writePage() {
        // nothing to write
    }

    @Override
    public void showForm(PDFormXObject form) throws IOException {
        forms++;
        if (formDepth == DEEPEST_FORM || forms > MOST_FORMS) {
            throw new IOException("Forms without end");
        }
        formDepth++;
        int outer = painted.enter(form, this);
        try {
            super.showForm(form);
        } finally {
            formDepth--;
            painted.leave(outer);
        }
    }

    @Override
    public void showTransparencyGroup(PDTransparencyGroup form) throws IOException {
        int outer = painted.enterGroup(form, this);
        try {
            super.showTransparencyGroup(form);
        } finally {
            painted.leaveGroup(outer);
        }
    }

    @Override
    public void saveGraphicsState() {
        super.saveGraphicsState();
        painted.save();
    }

    @Override
    public void restoreGraphicsState() {
        super.restoreGraphicsState();
        painted.restore();
    }

    @Override
    protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
        if (inType3 == 0) {
            painted.operator(operator.getName(), operands, this);
        }
        super.processOperator(operator, operands);
    }

    /// What draws a character paints no background.
    @Override
    protected void processType3Stream(PDType3CharProc character, Matrix matrix) throws IOException {
        inType3++;
        try {
            super.processType3Stream(character, matrix);
        } finally {
            inType3--;
        }
    }

    @Override
    protected void showGlyph(Matrix textRenderingMatrix, PDFont font, int code, Vector displacement)
            throws IOException {
        drawn++;
        painted.glyph(textRenderingMatrix, displacement, getGraphicsState());
        super.showGlyph(textRenderingMatrix, font, code, displacement);
    }

    @Override
    protected void processTextPosition(TextPosition position) {
        received++;
        String text = position.getUnicode();
        float size = position.getTextMatrix().getScalingFactorY();
        if (text == null || text.isEmpty() || !(size > 0.1f && size < 2_000)) {
            return;
        }
        // a font's map may name a character of ours
        text = HiddenMarks.without(text);
        if (text.isEmpty()) {
            return;
        }
        int turn = Math.floorMod(Math.round(position.getDir()) - position.getRotation(), 360);
        boolean vertical = position.getFont().isVertical();
        float width = vertical ? size : position.getWidthDirAdj();
        if (!Float.isFinite(position.getX())
                || !Float.isFinite(position.getY())
                || !(width >= 0 && width < 10_000)) {
            return;
        }
        glyphs.add(
                Glyph.at(
                        text,
                        position.getX(),
                        position.getY(),
                        width,
                        size,
                        isStrong(position.getFont()),
                        turn));
        painted.received(size);
    }

    private boolean isStrong(PDFont font) {
        return strong.computeIfAbsent(font, PageGlyphs::looksStrong);
    }

    private static boolean looksStrong(PDFont font) {
        String name = font.getName();
        if (name != null) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.contains("bold")
                    || lower.contains("heavy")
                    || lower.contains("black")
                    || lower.contains("cmbx")
                    || lower.contains("gothic")
                    || lower.contains("semibol")
                    || lower.matches(".*(medi|-bd|demi)$")) {
                return true;
            }
        }
        PDFontDescriptor descriptor = font.getFontDescriptor();
        return descriptor != null
                && (descriptor.isForceBold() || descriptor.getFontWeight() >= 600);
    }
}
