package researchpaas.answer.commonmark;

import researchpaas.answer.PlainWords;

/// The program's own, without Spring.
public final class TestWords {
    private TestWords() {}

    public static PlainWords plain() {
        return new CommonmarkWords();
    }
}
