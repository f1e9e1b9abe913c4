package researchpaas.ingest.extract.layout;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import researchpaas.ingest.extract.letters.Letters;

/// Leaves out ruby: the small kana beside a Chinese character that tell its reading. Between the
/// characters of a line they would tear it apart, and no search needs them.
final class Ruby {
    private static final float SMALL = 0.62f;
    private static final int LONGEST = 12;

    /// A reading is drawn right before or after its characters.
    private static final int NEAR = 30;

    private Ruby() {}

    static List<Glyph> leftOut(List<Glyph> glyphs) {
        float usual = usualSize(glyphs);
        List<Glyph> kept = new ArrayList<>(glyphs.size());
        for (int from = 0; from < glyphs.size(); ) {
            int to = from;
            while (to < glyphs.size() && isSmallKana(glyphs.get(to), usual)) {
                to++;
            }
            if (to == from) {
                kept.add(glyphs.get(from));
                from++;
                continue;
            }
            if (to - from > LONGEST || !standsBesideHan(glyphs, from, to, usual)) {
                kept.addAll(glyphs.subList(from, to));
            }
            from = to;
        }
        return kept;
    }

    /// Of the Japanese text; 0 where there is none.
    private static float usualSize(List<Glyph> glyphs) {
        Map<Float, Integer> counts = new HashMap<>();
        for (Glyph glyph : glyphs) {
            if (Letters.isCjk(glyph.text().codePointAt(0))) {
                counts.merge(glyph.size(), 1, Integer::sum);
            }
        }
        return counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(0f);
    }

    private static boolean isSmallKana(Glyph glyph, float usual) {
        if (glyph.size() > SMALL * usual) {
            return false;
        }
        int point = glyph.text().codePointAt(0);
        UnicodeScript script = UnicodeScript.of(point);
        return script == UnicodeScript.HIRAGANA || script == UnicodeScript.KATAKANA || point == 'ー';
    }

    private static boolean standsBesideHan(List<Glyph> glyphs, int from, int to, float usual) {
        List<Glyph> near =
                glyphs.subList(Math.max(0, from - NEAR), Math.min(glyphs.size(), to + NEAR));
        return near.stream()
                .filter(base ->
                        base.size() > 0.9f * usual
                                && UnicodeScript.of(base.text().codePointAt(0))
                                        == UnicodeScript.HAN)
                .anyMatch(base ->
                        isBeside(glyphs.get(from), base) || isBeside(glyphs.get(to - 1), base));
    }

    /// Above it in a row, at its right in a column.
    private static boolean isBeside(Glyph ruby, Glyph base) {
        float near = 0.6f * base.size();
        boolean above =
                ruby.left() < base.right()
                        && ruby.right() > base.left()
                        && ruby.top() < base.top()
                        && Math.abs(base.top() - ruby.bottom()) < near;
        boolean atRight =
                ruby.top() < base.bottom()
                        && ruby.bottom() > base.top()
                        && ruby.right() > base.right()
                        && Math.abs(ruby.left() - base.right()) < near;
        return above || atRight;
    }
}
