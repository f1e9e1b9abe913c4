package researchpaas.answer;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import researchpaas.answer.LanguageModel.Card;
import researchpaas.answer.LanguageModel.ModelUnavailable.Why;

/// Told of each answer, and of what became of each request to a language model.
public interface AnswerWatch {
    void answered(Answer answer);

    /// The model was asked.
    ///
    /// @param why absent when it wrote a whole text, or whoever takes the text failed
    void asked(ModelUse.Entry used, @Nullable Why why, Duration took);

    /// It was not asked: our own quota, or since it failed often.
    void spared(Card card, Why why);

    /// For who does not count.
    static AnswerWatch none() {
        return new UncountedAnswers();
    }
}
