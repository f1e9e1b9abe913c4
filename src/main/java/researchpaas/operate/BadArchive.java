package researchpaas.operate;

/// An archive that cannot be used, found out before anything was written.
final class BadArchive extends RuntimeException {
    private final Refusal refusal;

    BadArchive(Refusal.Why why, String detail) {
        super(why + " " + detail);
        this.refusal = new Refusal(why, detail);
    }

    BadArchive(Refusal.Why why, String detail, Throwable cause) {
        super(why + " " + detail, cause);
        this.refusal = new Refusal(why, detail);
    }

    Refusal refusal() {
        return refusal;
    }
}
