package researchpaas.web;

import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import researchpaas.answer.Allowance;
import researchpaas.answer.Cost;
import researchpaas.answer.ModelUse;

/// What was used of language models on a day, as pages show it.
///
/// @param sum of the whole day, also where its lines go on on another page
record UseView(String day, Sum sum, List<Line> lines) {
    UseView {
        lines = List.copyOf(lines);
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /// @param person absent where there is none, and where there is none any more
    /// @param account empty where nobody signs in
    /// @param left of the account's tokens of today; empty on other days and without a limit
    record Line(@Nullable PersonView person, String account, String model, Sum sum, String left) {}

    /// @param read tokens
    /// @param written tokens, those thought too
    /// @param cost empty where no price is known
    /// @param unpriced requests that are not in the cost; empty for none
    record Sum(
            String requests,
            String failed,
            String read,
            String written,
            boolean estimated,
            String cost,
            String unpriced) {
        /// Digits behind the point; less money counts as the least that is written.
        private static final int DIGITS = 4;

        static Sum of(List<ModelUse.Line> lines, String currency) {
            long requests = lines.stream().mapToLong(ModelUse.Line::requests).sum();
            long failed = lines.stream().mapToLong(ModelUse.Line::failed).sum();
            long unpriced = lines.stream().mapToLong(ModelUse.Line::unpriced).sum();
            Cost cost = new Cost(lines.stream().mapToLong(ModelUse.Line::nanos).sum(), currency);
            return new Sum(
                    UseView.grouped(requests),
                    failed == 0 ? "" : UseView.grouped(failed),
                    UseView.grouped(lines.stream().mapToLong(one -> one.usage().input()).sum()),
                    UseView.grouped(
                            lines.stream()
                                    .mapToLong(one -> one.usage().output() + one.usage().thinking())
                                    .sum()),
                    lines.stream().anyMatch(one -> one.estimated() > 0),
                    unpriced == requests
                            ? ""
                            : cost.amount().setScale(DIGITS, RoundingMode.UP).toPlainString()
                                    + " "
                                    + currency,
                    unpriced == 0 ? "" : UseView.grouped(unpriced));
        }
    }

    /// @param limit empty without one
    record Today(String used, String limit, String left) {
        static Today of(Allowance allowance) {
            return allowance.isLimited()
                    ? new Today(
                            UseView.grouped(allowance.used()),
                            UseView.grouped(allowance.limit()),
                            UseView.grouped(allowance.left()))
                    : new Today(UseView.grouped(allowance.used()), "", "");
        }
    }
}
