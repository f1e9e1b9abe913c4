package researchpaas.answer;

import java.math.BigDecimal;

/// Money for tokens.
///
/// @param nanos billionths of the currency
/// @param currency three letters
public record Cost(long nanos, String currency) {
    public BigDecimal amount() {
        return BigDecimal.valueOf(nanos, 9).stripTrailingZeros();
    }
}
