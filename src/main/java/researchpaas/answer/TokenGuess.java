package researchpaas.answer;

import researchpaas.answer.LanguageModel.Prompt;
import researchpaas.answer.LanguageModel.Turn;

/// About how many tokens a text has, where the service does not say: four letters of an alphabet
/// make one, a Japanese character is one. Rather too many than too few.
final class TokenGuess {
    private static final int LETTERS_A_TOKEN = 4;

    private TokenGuess() {}

    static long of(Prompt prompt) {
        long sum = of(prompt.instructions());
        for (Turn turn : prompt.turns()) {
            sum += of(turn.text());
        }
        return sum;
    }

    static long of(String text) {
        long latin = text.chars().filter(c -> c < 0x2E80).count();
        return (text.length() - latin) + (latin + LETTERS_A_TOKEN - 1) / LETTERS_A_TOKEN;
    }
}
