package researchpaas.api;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import researchpaas.answer.Answer;
import researchpaas.answer.Cost;
import researchpaas.answer.Kept;
import researchpaas.answer.LanguageModel.Completion;
import researchpaas.answer.LanguageModels;
import researchpaas.answer.Trace;

/// Says an answer in the caller's language, with what it cost.
@Component
class DescribeAnswer {
    private final LanguageModels models;
    private final MessageSource messages;

    DescribeAnswer(LanguageModels models, MessageSource messages) {
        this.models = models;
        this.messages = messages;
    }

    AnswerJson describe(Answer answer, @Nullable Kept kept, Locale locale) {
        return AnswerJson.of(
                answer,
                kept,
                ReceiptJson.of(answer.trace(), cost(answer.trace().written())),
                words(locale));
    }

    AnswerWords words(Locale locale) {
        return new AnswerWords(messages, locale);
    }

    private @Nullable Cost cost(Trace.@Nullable Written written) {
        return written == null
                ? null
                : models.cost(new Completion("", written.model(), written.usage(), true))
                        .orElse(null);
    }
}
