package researchpaas.ingest.extract.pdf;

/// A colour, roughly: enough to tell white from black.
///
/// @param known false for what only a profile, a pattern or a palette tells
record Colour(float red, float green, float blue, boolean known) {
    static final Colour BLACK = new Colour(0, 0, 0, true);
    static final Colour WHITE = new Colour(1, 1, 1, true);
    static final Colour UNKNOWN = new Colour(0, 0, 0, false);

    /// Of lightness, below which nobody reads letters; accessible text has 4.5.
    private static final double CONTRAST = 1.12;

    private static final float APART = 0.12f;

    boolean looksLike(Colour other) {
        if (!known || !other.known) {
            return false;
        }
        double one = luminance() + 0.05;
        double two = other.luminance() + 0.05;
        return Math.max(one, two) / Math.min(one, two) < CONTRAST
                && Math.abs(red - other.red) < APART
                && Math.abs(green - other.green) < APART
                && Math.abs(blue - other.blue) < APART;
    }

    private double luminance() {
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
    }

    private static double linear(float part) {
        return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }
}
