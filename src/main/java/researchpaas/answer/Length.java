package researchpaas.answer;

import researchpaas.answer.Question.Kind;
import researchpaas.document.Language;

/// How long an answer is to be: in Japanese 150 to 300 characters in general, 200 to 400 about
/// data, 300 to 500 for a plan; an English text that says the same has about two and a half times
/// as many.
record Length(int leastCharacters, int mostCharacters, int mostStatements) {
    /// How long a statement is where as many as there may be fill the room.
    double ofOne() {
        return (double) mostCharacters / mostStatements;
    }

    /// Who asks for several things is given more.
    Length forThings(int asked) {
        return new Length(
                leastCharacters,
                mostCharacters * (1 + asked) / 2,
                mostStatements + 2 * (asked - 1));
    }

    static Length of(Kind kind, Language language) {
        Length japanese =
                switch (kind) {
                    case GENERAL -> new Length(150, 300, 7);
                    case DATABASE -> new Length(200, 400, 7);
                    case PLANNING -> new Length(300, 500, 8);
                };
        return language == Language.JAPANESE
                ? japanese
                : new Length(
                        japanese.leastCharacters * 5 / 2,
                        japanese.mostCharacters * 5 / 2,
                        japanese.mostStatements);
    }
}
