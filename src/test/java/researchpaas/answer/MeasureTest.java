package researchpaas.answer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeasureTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    観測には何人が参加しましたか。      | 市民46名が参加した。                    | 46台を貸し出した。
                    室温は何度ですか。                  | 室温は28.4 ℃であった。                  | 28名が答えた。
                    会は何時に始まりますか。            | 朝9:30から行う。                        | 9時間かかった。
                    謝礼はいくらでしたか。              | 一回に500円を渡した。                   | 500人に渡した。
                    深さはどれくらいですか。            | 深さは5メートルしかない。               | 5か月かかった。
                    誰が建てましたか。                  | 町の大工の山田さんが建てた。            | 木で建てられた。
                    How many seats are there?           | The room has 120 seats.                 | The room has 120 lamps.
                    How many of the volunteers came?    | Thirty-one volunteers took part.        | Many volunteers took part.
                    How long does it last?              | It is a 90-minute session.              | It has 90 parts.
                    How deep is the well?               | The well is 5 m deep.                   | The well gives 5 buckets.
                    What share of the votes was warm?   | Half of the votes were warm.            | Of the votes 20 were warm.
                    Who wrote it?                       | It was written by Mirei Oda.            | It was written by hand.
                    """)
    void aFigureIsWhatIsAskedForByItsUnit(String question, String answer, String other) {
        Measure measure = Measure.by(question);

        assertThat(measure.isIn(answer)).isTrue();
        assertThat(measure.isIn(other)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"別名は何ですか。", "何を植えましたか。", "Why are the walls wet?"})
    void whoAsksForNoUnitIsGivenNone(String question) {
        assertThat(Measure.by(question)).isSameAs(Measure.NONE);
        assertThat(Wanted.by(question)).doesNotContain(Wanted.FIGURE);
    }

    @ParameterizedTest
    @CsvSource({"What does quality flag 3 mean?", "品質の符号3は何を意味しますか。", "手順3では何をしますか。"})
    void aLineOfAListIsNamedByItsNumber(String question) {
        Measure measure = Measure.by(question);

        assertThat(measure.isLabelOf("3 implausible jump")).isTrue();
        assertThat(measure.isLabelOf("3. 電池を抜く")).isTrue();
        assertThat(measure.isLabelOf("2 gap in the record")).isFalse();
        assertThat(measure.isLabelOf("3.1 8")).isFalse();
        assertThat(Measure.by("Who came on 3 evenings?").isLabelOf("4 evenings")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"Three cohorts came., true", "Thirty-one came., true", "One of them came., false"})
    void aNumberMayBeWrittenInWords(String sentence, boolean figure) {
        assertThat(Wanted.FIGURE.isIn(sentence)).isEqualTo(figure);
    }
}
