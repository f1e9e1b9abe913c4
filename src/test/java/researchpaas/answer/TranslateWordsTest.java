package researchpaas.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import researchpaas.answer.QuestionWords.Word;
import researchpaas.search.lucene.TestLucene;

class TranslateWordsTest {
    private final TranslateWords translate = new TranslateWords(TestLucene.analysis());

    private Map<String, List<String>> translated(String question) {
        List<Word> words =
                TestLucene.analysis().words(question).stream()
                        .map(term ->
                                new Word(
                                        term.text(),
                                        question.substring(term.start(), term.end()),
                                        1,
                                        true,
                                        Map.of()))
                        .distinct()
                        .toList();
        return translate.of(question, new QuestionWords(words, Set.of(), Measure.NONE));
    }

    @ParameterizedTest
    @CsvSource({
        "寮の湿度, dormitory humidity",
        "井戸の水は暖かい, well water warm",
        "水が暖かくなった, water warm",
        "本を返した, book return",
        "センサーの誤差, sensor error",
        "PCの電池, pc battery",
        "溜池の水, basin water",
        "これはそれである, ''",
    })
    void aJapaneseTextIsToldByTheFirstMeaningOfItsWords(String japanese, String english) {
        assertThat(translate.inEnglish(japanese)).isEqualTo(english);
    }

    @Test
    void theLongestWordIsMeantAndNotItsParts() {
        assertThat(translated("日よけ").values().stream().flatMap(List::stream))
                .contains("blind")
                .doesNotContain("sun", "day");
    }

    @Test
    void aWordInKatakanaIsNoPartOfALongerOne() {
        assertThat(translated("バスケットボール").values().stream().flatMap(List::stream))
                .contains("basketball")
                .doesNotContain("bus", "bath", "ball");
    }

    @Test
    void wordsOfTheQuestionAreSearchedByTheirMeaningsInTheirOrder() {
        Map<String, List<String>> translated = translated("How humid are Ponds?");

        assertThat(translated).hasSize(2);
        assertThat(translated.get("pond")).contains("池");
        assertThat(TranslateWords.text(translated)).matches(".*(湿気|湿った).* .*池.*");
    }

    @Test
    void ofAPluralThoseOfTheSingularStandFirst() {
        assertThat(translated("windows").get("window")).startsWith("窓").contains("ウィンドウズ");
    }

    @ParameterizedTest
    @CsvSource({"quietest, 静かな", "larger, 大きい", "hottest, 暑い", "driest, 乾燥"})
    void comparisonsAreLookedUpToo(String compared, String japanese) {
        assertThat(translated(compared).values().stream().flatMap(List::stream)).contains(japanese);
    }

    @Test
    void whatTheDictionaryDoesNotHaveIsLeftOut() {
        assertThat(translated("Minosawa 蓑沢xyz")).doesNotContainKeys("minosawa", "xyz");
    }

    @Test
    void mainMeaningsAndWordsThatAreUsedMuchStandFirst() {
        EnglishJapanese dictionary = EnglishJapanese.dictionary();

        assertThat(dictionary.english("騒音")).startsWith("noise");
        assertThat(dictionary.japanese("WELL")).contains("井戸");
        assertThat(dictionary.japanese("temperature")).startsWith("温度");
        assertThat(dictionary.japanese("")).isEmpty();
        assertThat(dictionary.english("zzz")).isEmpty();
        assertThat(dictionary.has("湿度")).isTrue();
    }
}
