package researchpaas.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import researchpaas.account.AccountId;
import researchpaas.answer.LanguageModel.Usage;
import researchpaas.answer.ModelUse.Entry;
import researchpaas.answer.ModelUse.Line;
import researchpaas.answer.ModelUse.Spent;

/// What [ModelUse] promises. Each test has days of its own.
public interface ModelUseContract {
    AccountId ONE = new AccountId(1);
    AccountId TWO = new AccountId(2);

    ModelUse use();

    private static Entry entry(LocalDate day, AccountId account, String model, Long nanos) {
        return new Entry(day, account, "gemini", model, new Usage(100, 20, 3), false, false, nanos);
    }

    @Test
    default void addsUpTheRequestsOfADayAnAccountAndAModel() {
        LocalDate day = LocalDate.of(2031, 1, 10);
        use().add(entry(day, ONE, "a", 500L));
        use().add(entry(day, ONE, "a", 700L));
        use().add(entry(day, ONE, "b", 1L));
        use().add(entry(day, TWO, "a", 2L));

        assertThat(use().between(day, day))
                .containsExactly(
                        new Line(day, ONE, "gemini", "a", new Usage(200, 40, 6), 2, 0, 0, 1200, 0),
                        new Line(day, ONE, "gemini", "b", new Usage(100, 20, 3), 1, 0, 0, 1, 0),
                        new Line(day, TWO, "gemini", "a", new Usage(100, 20, 3), 1, 0, 0, 2, 0));
    }

    @Test
    default void tellsFailuresGuessesAndUnknownPricesApart() {
        LocalDate day = LocalDate.of(2031, 1, 11);
        use().add(new Entry(day, null, "openai", "x", Usage.NONE, true, false, 0L));
        use().add(new Entry(day, null, "openai", "x", new Usage(5, 1, 0), true, true, null));

        assertThat(use().between(day, day))
                .containsExactly(
                        new Line(day, null, "openai", "x", new Usage(5, 1, 0), 2, 2, 1, 0, 1));
    }

    @Test
    default void tellsWhatAnAccountAndAllSpentOnADay() {
        LocalDate day = LocalDate.of(2031, 1, 12);
        use().add(entry(day.minusDays(1), ONE, "a", 1L));
        use().add(entry(day, ONE, "a", 1L));
        use().add(entry(day, ONE, "b", 1L));
        use().add(entry(day, TWO, "a", 1L));
        use().add(entry(day, null, "a", 1L));

        assertThat(use().spent(day, ONE)).isEqualTo(new Spent(246, 492));
        assertThat(use().spent(day, null)).isEqualTo(new Spent(0, 492));
        assertThat(use().spent(day.plusDays(1), ONE)).isEqualTo(new Spent(0, 0));
    }

    @Test
    default void listsDaysTheNewestFirst() {
        LocalDate day = LocalDate.of(2031, 2, 1);
        use().add(entry(day, ONE, "a", 1L));
        use().add(entry(day.plusDays(1), ONE, "a", 1L));
        use().add(entry(day.plusDays(2), ONE, "a", 1L));

        assertThat(use().between(day, day.plusDays(1)))
                .extracting(Line::day)
                .containsExactly(day.plusDays(1), day);
    }

    @Test
    default void listsOneAccountsDaysAlone() {
        LocalDate day = LocalDate.of(2031, 2, 11);
        use().add(entry(day, ONE, "a", 1L));
        use().add(entry(day.plusDays(1), ONE, "b", 2L));
        use().add(entry(day.plusDays(1), TWO, "a", 3L));
        use().add(entry(day.plusDays(1), null, "a", 4L));
        use().add(entry(day.plusDays(2), ONE, "a", 5L));

        assertThat(use().between(day, day.plusDays(1), ONE))
                .extracting(Line::nanos)
                .containsExactly(2L, 1L);
        assertThat(use().between(day, day.plusDays(2), null))
                .extracting(Line::nanos)
                .containsExactly(4L);
        assertThat(use().between(day, day.plusDays(2), new AccountId(3))).isEmpty();
    }

    @Test
    default void forgetsTheDaysBefore() {
        LocalDate day = LocalDate.of(1999, 5, 2);
        use().add(entry(day.minusDays(1), ONE, "a", 1L));
        use().add(entry(day.minusDays(1), TWO, "a", 1L));
        use().add(entry(day, ONE, "a", 1L));

        assertThat(use().forget(day)).isEqualTo(2);
        assertThat(use().forget(day)).isZero();
        assertThat(use().between(day.minusDays(1), day)).hasSize(1);
        assertThat(use().forget(day.plusDays(1))).isEqualTo(1);
    }

    @Test
    default void losesNothingWhenSeveralAddAtOnce() {
        LocalDate day = LocalDate.of(2031, 3, 1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 40)
                    .forEach(_ -> threads.submit(() -> use().add(entry(day, ONE, "a", 1L))));
        }

        assertThat(use().spent(day, ONE).account()).isEqualTo(40 * 123);
    }
}
