package researchpaas.takeover.chroma;

/// What Chroma's index does to a vector in cosine space: it keeps it with length one and its length
/// beside it, and gives back the product, which differs from what was put in by the last bit of
/// some numbers. Done here to vectors that still lie in the queue, since a running Chroma has them
/// in its index. In 32 bits and in the same order, for the bits to be the same.
final class Normalised {
    private static final float SMALLEST = 1e-30f;

    private Normalised() {}

    static float[] andBack(float[] vector) {
        float squares = 0;
        for (float x : vector) {
            squares += x * x;
        }
        float length = (float) Math.sqrt(squares);
        times(vector, 1.0f / (length + SMALLEST));
        return times(vector, length);
    }

    static float[] times(float[] vector, float factor) {
        for (int i = 0; i < vector.length; i++) {
            vector[i] *= factor;
        }
        return vector;
    }
}
