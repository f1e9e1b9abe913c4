package researchpaas.search.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LuceneHighlighterTest {
    private static List<String> marked(String words, String text) {
        return new LuceneHighlighter()
                .highlight(words, List.of(text)).getFirst().stream()
                        .map(span -> text.substring(span.start(), span.end()))
                        .toList();
    }

    @Test
    void marksInflectedForms() {
        assertThat(marked("jumping networks", "The network jumped."))
                .containsExactly("network", "jumped");
    }

    @Test
    void marksJapaneseWordsAndJoinsNeighbours() {
        assertThat(marked("地震の予測", "本研究は地震予測を扱う。")).containsExactly("地震予測");
    }

    @Test
    void offsetsAreThoseOfTheTextAsItStands() {
        assertThat(marked("データ", "①ﾃﾞｰﾀと㍿データ")).containsExactly("ﾃﾞｰﾀ", "データ");
        assertThat(marked("高橋", "𠮷野と髙橋")).containsExactly("髙橋");
    }

    @Test
    void marksNothingWhereNothingStands() {
        assertThat(marked("bees", "")).isEmpty();
        assertThat(marked("!?", "Bees dance!?")).isEmpty();
        assertThat(marked("the", "The bees")).isEmpty();
    }

    @Test
    void marksWordsThatBeginLikeTheLastOneWhenNothingElseIsMarked() {
        assertThat(marked("retriev", "Retrieval of bees")).containsExactly("Retrieval");
        assertThat(marked("bees retriev", "Retrieval of bees")).containsExactly("bees");
    }

    @Test
    void givesOneListForEachText() {
        assertThat(new LuceneHighlighter().highlight("bees", List.of("a", "bees", "b")))
                .extracting(List::size)
                .containsExactly(0, 1, 0);
    }
}
