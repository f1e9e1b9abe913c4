package researchpaas.answer;

/// How many of a day's tokens are used.
///
/// @param limit 0 for none
public record Allowance(long used, long limit) {
    public boolean isLimited() {
        return limit > 0;
    }

    /// Until the limit; 0 without one.
    public long left() {
        return Math.max(0, limit - used);
    }
}
