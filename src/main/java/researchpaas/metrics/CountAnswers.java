package researchpaas.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;
import researchpaas.answer.Answer;
import researchpaas.answer.AnswerWatch;
import researchpaas.answer.LanguageModel.Card;
import researchpaas.answer.LanguageModel.ModelUnavailable.Why;
import researchpaas.answer.ModelUse;
import researchpaas.answer.Trace;

@Component
@Primary
final class CountAnswers implements AnswerWatch {
    private static final double NANO = 1e-9;

    private final MeterRegistry registry;

    CountAnswers(MeterRegistry registry) {
        this.registry = registry;
        for (String outcome : List.of("grounded", "extractive", "not_found")) {
            answers(outcome);
        }
    }

    @Override
    public void answered(Answer answer) {
        Trace trace = answer.trace();
        answers(outcome(answer)).record(trace.timings().whole());
        stage("search", trace.timings().search());
        Duration first = trace.timings().firstProved();
        if (first != null) {
            stage("first_proved", first);
        }
        stage("checking", trace.timings().checking());
        statements("shown", answer.statements().size());
        statements("withheld", trace.withheld());
    }

    private Timer answers(String outcome) {
        return Names.waiting(Names.PREFIX + "answers")
                .description(
                        "Answers: written by a model (grounded), in the sources' own sentences (extractive), or none (not_found)")
                .tag("outcome", outcome)
                .register(registry);
    }

    private static String outcome(Answer answer) {
        return switch (answer) {
            case Answer.Grounded _ -> "grounded";
            case Answer.Extractive _ -> "extractive";
            case Answer.NotFound _ -> "not_found";
        };
    }

    private void stage(String stage, Duration took) {
        Timer.builder(Names.PREFIX + "answers.stage")
                .description(
                        "Time until there was something to read (search), until the first statement was proved, and in all checks")
                .tag("stage", stage)
                .register(registry)
                .record(took);
    }

    private void statements(String became, int how) {
        Counter.builder(Names.PREFIX + "answers.statements")
                .description("Statements, those that were shown and those that were not proved")
                .tag("became", became)
                .register(registry)
                .increment(how);
    }

    @Override
    public void asked(ModelUse.Entry used, @Nullable Why why, Duration took) {
        request(used.provider(), used.model(), outcome(used, why)).record(took);
        tokens(used, "input", used.usage().input());
        tokens(used, "output", used.usage().output());
        tokens(used, "thinking", used.usage().thinking());
        Long nanos = used.nanos();
        Counter.builder(Names.PREFIX + "model.cost")
                .description("Money for the language model, by the configured prices")
                .tag("provider", used.provider())
                .tag("model", used.model())
                .register(registry)
                .increment(nanos == null ? 0 : nanos * NANO);
        Counter.builder(Names.PREFIX + "model.unpriced")
                .description("Requests to a model whose price is not configured")
                .tag("provider", used.provider())
                .tag("model", used.model())
                .register(registry)
                .increment(nanos == null ? 1 : 0);
    }

    private static String outcome(ModelUse.Entry used, @Nullable Why why) {
        if (why != null) {
            return Names.word(why);
        }
        return used.failed() ? "broken_off" : "ok";
    }

    @Override
    public void spared(Card card, Why why) {
        request(card.provider(), card.model(), Names.word(why)).record(Duration.ZERO);
    }

    /// Its model is one of those that are configured, whatever was asked for.
    private Timer request(String provider, String model, String outcome) {
        return Timer.builder(Names.PREFIX + "model.requests")
                .description("Requests to the language model, by what became of them")
                .tag("provider", provider)
                .tag("model", model)
                .tag("outcome", outcome)
                .register(registry);
    }

    private void tokens(ModelUse.Entry used, String kind, long tokens) {
        Counter.builder(Names.PREFIX + "model.tokens")
                .description("Tokens that the language model read, wrote and thought")
                .tag("provider", used.provider())
                .tag("model", used.model())
                .tag("kind", kind)
                .register(registry)
                .increment((double) tokens);
    }
}
