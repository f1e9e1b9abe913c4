package researchpaas.answer;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import researchpaas.account.AccountId;
import researchpaas.answer.LanguageModel.Usage;

/// What was used of language models: sums a day, an account and a model. No text, no question.
public interface ModelUse {
    /// Adds to the day's sums; entries of several threads and instances all count.
    void add(Entry entry);

    Spent spent(LocalDate day, @Nullable AccountId account);

    /// From one day to another, both counted; the newest day first, then by account, provider and
    /// model.
    List<Line> between(LocalDate from, LocalDate to);

    /// The same of one account, or of what was used without one.
    List<Line> between(LocalDate from, LocalDate to, @Nullable AccountId account);

    /// Removes the sums of the days before.
    ///
    /// @return how many
    int forget(LocalDate before);

    /// @param account absent for the reader of development without sign-in
    /// @param failed ended without a whole text
    /// @param estimated the service told no tokens, or the text was cut off before it did: these
    ///   are our guess
    /// @param nanos what it cost, absent where the price is not known
    record Entry(
            LocalDate day,
            @Nullable AccountId account,
            String provider,
            String model,
            Usage usage,
            boolean failed,
            boolean estimated,
            @Nullable Long nanos) {}

    /// Tokens of a day, read, written and thought.
    ///
    /// @param account of the one account, 0 without one
    /// @param department of all
    record Spent(long account, long department) {}

    /// @param requests all, the failed ones too
    /// @param nanos the sum of what is known
    /// @param unpriced how many requests' price is not in it
    record Line(
            LocalDate day,
            @Nullable AccountId account,
            String provider,
            String model,
            Usage usage,
            long requests,
            long failed,
            long estimated,
            long nanos,
            long unpriced) {}
}
