package researchpaas.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamedCellsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    2 | 2024年9月14日の寺の井戸の水温は何度でしたか | 日付：2024-09-14；井戸：寺の井戸；水温_℃：17.4
                    1 | 2024年9月14日の寺の井戸の水温は何度でしたか | 日付：2024-09-14；井戸：辻の井戸；水温_℃：16.2
                    0 | 2024年9月14日の寺の井戸の水温は何度でしたか | 日付：2024-09-15；井戸：寺の井戸；水温_℃：17.4
                    5 | 10月17日の19時から21時、3階の個人席は何デシベル | 日付：2023-10-17；時間帯：19-21；階：3；区画：個人席；主な音源：個人席
                    3 | 第9週のN304、5限の平均室温 | 週：9；室：N304；時限：5；平均室温_℃：32.9
                    2 | 第9週のN304、5限の平均室温 | 週：9；室：N304；時限：1；平均室温_℃：29.5
                    3 | What was measured in segment 3 of transect G on 12 January 2024? | evening: 2024-01-12; transect: G; segment: 3; flues: 12
                    2 | Which evenings in February 2024 were overcast? | evening: 2024-02-09; sky: overcast; flues: 2
                    1 | How many flues were counted on 12 May 2024? | evening: 2024-05-12; flues: 12
                    1 | How damp was room D22? | night: 2023-12-15; room: D22; floor: 3
                    0 | How damp was room D2? | night: 2023-12-15; room: D22; floor: 3
                    0 | Which nights were clear? | evening: 2024-02-09; sky: clear; flues: 2
                    0 | How many of the 12 riders came? | evening: 2024-02-09; sky: clear; flues: 12
                    """)
    void aRowIsAskedForByItsCells(int named, String question, String row) {
        assertThat(new NamedCells(question).in(row)).isEqualTo(named);
    }

    @Test
    void theLongestQuestionIsReadInNoTime() {
        String question = "what does ".repeat(20) + "a".repeat(300) + " 1".repeat(240);
        NamedCells cells = new NamedCells(question);

        assertTimeout(
                Duration.ofSeconds(2),
                () -> {
                    for (int row = 0; row < 200; row++) {
                        cells.in("label: 1; other: 2; third: 3");
                        cells.isDefinedBy("1: a line of a codebook");
                    }
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    true  | what does qc_flag = 1 mean? | 1: the rider stopped for more than a minute
                    true  | What does quality code 4 stand for? | 4  logger touched or moved
                    true  | 品質フラグが3のとき、何を表していますか | 3 雨滴の付着が疑われる
                    true  | 経路Gはどこを通りますか | G  港町 ― 倉庫街 ― 駅裏
                    false | 経路Gはどこを通りますか | H  河川敷 ― 水田
                    false | what does qc_flag = 1 mean? | 11: broken
                    false | Did qc_flag 1 rise? | 1: the rider stopped
                    false | What is the price of 1 ticket? | 1: the rider stopped
                    """)
    void aLineOfACodebookSaysWhatAValueMeans(boolean defines, String question, String line) {
        assertThat(new NamedCells(question).isDefinedBy(line)).isEqualTo(defines);
    }
}
