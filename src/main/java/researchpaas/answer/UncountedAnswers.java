package researchpaas.answer;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import researchpaas.answer.LanguageModel.Card;
import researchpaas.answer.LanguageModel.ModelUnavailable.Why;

/// Where nobody counts: in commands that work with some parts of the program, and in tests.
@Component
final class UncountedAnswers implements AnswerWatch {
    @Override
    public void answered(Answer answer) {}

    @Override
    public void asked(ModelUse.Entry used, @Nullable Why why, Duration took) {}

    @Override
    public void spared(Card card, Why why) {}
}
