package researchpaas.ingest.extract.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Vertical Japanese out of glyph positions, as programs draw it: one character after the other,
/// downwards.
class WritingTest {
    private final List<Glyph> glyphs = new ArrayList<>();

    @Test
    void readsVerticalColumnsFromRightToLeft() {
        column(300, "夏の夕方に水をまいて涼む");
        column(280, "習慣は長く続いてきた。");

        assertThat(texts()).containsExactly("夏の夕方に水をまいて涼む", "習慣は長く続いてきた。");
    }

    @Test
    void keepsUprightNumbersInTheirColumn() {
        column(300, "調査は");
        glyphs.add(Glyph.at("1", 300, 100 + 3 * 10, 5, 10, false, 0));
        glyphs.add(Glyph.at("2", 305, 100 + 3 * 10, 5, 10, false, 0));
        String rest = "名に行った";
        for (int i = 0; i < rest.length(); i++) {
            glyphs.add(
                    Glyph.at(rest.substring(i, i + 1), 300, 100 + (4 + i) * 10, 10, 10, false, 0));
        }

        assertThat(texts()).containsExactly("調査は12名に行った");
    }

    @Test
    void readsTheHorizontalHeadOfAVerticalPageAsOneLine() {
        column(300, "夏の夕方に水をまいて涼む");
        column(280, "習慣は長く続いてきた。");
        row(100, 40, "蓑沢大学紀要第五号");

        assertThat(texts()).containsExactly("夏の夕方に水をまいて涼む", "習慣は長く続いてきた。", "蓑沢大学紀要第五号");
    }

    @Test
    void readsHorizontalJapaneseInRows() {
        row(50, 100, "夏の夕方に水をまいて涼む");
        row(50, 116, "習慣は長く続いてきた。");

        assertThat(texts()).containsExactly("夏の夕方に水をまいて涼む", "習慣は長く続いてきた。");
    }

    @Test
    void leavesRubyOutOfRowsAndColumns() {
        row(50, 100, "古い");
        small(70, 92, 5, 0, "ろじ");
        row(70, 100, "路地に水をまく");
        assertThat(texts()).containsExactly("古い路地に水をまく");

        glyphs.clear();
        column(300, "夏の夕方に水をまく");
        small(311, 130, 0, 5, "ゆう");
        column(280, "習慣");
        assertThat(texts()).containsExactly("夏の夕方に水をまく", "習慣");
    }

    @Test
    void keepsSmallKanaThatBelongsToNoCharacter() {
        row(50, 100, "路地に水をまく夏の夕方");
        small(50, 160, 5, 0, "すだれ");

        assertThat(texts()).containsExactly("路地に水をまく夏の夕方", "すだれ");
    }

    private void small(float x, float y, float stepRight, float stepDown, String text) {
        for (int i = 0; i < text.length(); i++) {
            glyphs.add(
                    Glyph.at(
                            text.substring(i, i + 1),
                            x + stepRight * i,
                            y + stepDown * i,
                            5,
                            5,
                            false,
                            0));
        }
    }

    private void column(float x, String text) {
        for (int i = 0; i < text.length(); i++) {
            glyphs.add(Glyph.at(text.substring(i, i + 1), x, 100 + 10 * i, 10, 10, false, 0));
        }
    }

    private void row(float x, float y, String text) {
        for (int i = 0; i < text.length(); i++) {
            glyphs.add(Glyph.at(text.substring(i, i + 1), x + 10 * i, y, 10, 10, false, 0));
        }
    }

    private List<String> texts() {
        return ReadingOrder.lines(glyphs).stream().map(TextLine::text).toList();
    }
}
