package researchpaas.answer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import researchpaas.answer.NamedDates.Named;

class NamedDatesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    2024年7月20日に辻の井戸では | 2024-07-20
                    ２０２４年７月２０日 | 2024-07-20
                    令和6年7月20日の水温 | 2024-07-20
                    令和元年の5月1日 | 2019-05-01
                    平成31年4月 | 2019-04
                    7月20日は何回でしたか | --07-20
                    2024年の6月は | 2024-06
                    8月には | --08
                    on 2024-07-20 at noon | 2024-07-20
                    2024/7/20の値 | 2024-07-20
                    on 20 July 2024 | 2024-07-20
                    on the 20th of July | --07-20
                    On July 20th, 2024, who | 2024-07-20
                    since Sept. 3 | --09-03
                    in March 2024 | 2024-03
                    the 1 May ride | --05-01
                    """)
    void aDateIsReadHoweverItIsWritten(String text, String iso) {
        assertThat(NamedDates.in(text)).extracting(Named::iso).containsExactly(iso);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "How may 20 people sit there?",
                "a march of 20 km",
                "2月30日",
                "31 June",
                "13月1日",
                "2024-20-07",
                "version 2024.7.20.1",
                "3か月",
                "室温28.4 ℃",
                "rooms 301-304"
            })
    void whatIsNoDayOfTheCalendarIsNone(String text) {
        assertThat(NamedDates.in(text)).isEmpty();
    }

    @Test
    void severalDatesStandInTheirOrder() {
        assertThat(NamedDates.in("5月13日から2024-07-05まで"))
                .extracting(Named::iso)
                .containsExactly("--05-13", "2024-07-05");
    }

    @Test
    void ofAPastedPageAFewAreRead() {
        assertThat(NamedDates.in("2024-07-20, 8月1日, ".repeat(400))).hasSize(NamedDates.MOST);
    }

    @Test
    void aDayIsSaidInRowsAndInBothLanguages() {
        Named named = NamedDates.in("2024年7月20日").getFirst();
        assertThat(named.forms())
                .containsEntry("2024-07-20", 1.0)
                .containsEntry("20 July 2024", 1.0)
                .containsEntry("7月20日", 0.8)
                .containsEntry("七月二十日", 0.8)
                .containsEntry("2024年7月", 0.3)
                .doesNotContainKeys("07", "7");
    }
}
