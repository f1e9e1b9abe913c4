package researchpaas.answer.jsonl;

import researchpaas.answer.ClaimFormat;

/// The program's own format, without Spring.
public final class TestClaims {
    private TestClaims() {}

    public static ClaimFormat format() {
        return new JsonClaims();
    }
}
