package researchpaas.answer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import researchpaas.answer.CheckClaim.Verdict;
import researchpaas.answer.Claim.Quoted;
import researchpaas.answer.Claim.Said;
import researchpaas.answer.ClaimFormat.Form;
import researchpaas.answer.LanguageModel.Completion;
import researchpaas.answer.LanguageModel.ModelUnavailable;
import researchpaas.answer.LanguageModel.ModelUnavailable.Why;
import researchpaas.answer.LanguageModel.Usage;
import researchpaas.search.TextAnalysis;

/// Has a model write, and proves each statement as soon as it is whole, before anybody hears of it.
@Component
final class WriteAnswer {
    /// A model that goes on and on is cut off.
    private static final int MOST_CLAIMS = 24;

    private final ClaimFormat format;
    private final PlainWords words;
    private final TextAnalysis analysis;

    WriteAnswer(ClaimFormat format, PlainWords words, TextAnalysis analysis) {
        this.format = format;
        this.words = words;
        this.analysis = analysis;
    }

    /// Told while the model writes.
    interface Listener {
        /// @return whether the reader may see everything that it cites, now
        boolean proved(Statement statement, boolean next);

        void withheld();
    }

    /// @param model that wrote, as the service names it; absent when it wrote nothing
    /// @param usage also when it broke off
    /// @param why it wrote nothing, or not to the end
    /// @param none it said that the material has no answer
    record Written(
            int proved,
            int withheld,
            boolean none,
            @Nullable String model,
            Usage usage,
            @Nullable Why why,
            Duration checking) {}

    /// @throws AnswerQuestion.Cancelled when the thread is interrupted
    Written write(
            LanguageModel model,
            Question question,
            List<Source> sources,
            Places places,
            Listener listener) {
        Prompts.Asked asked = Prompts.of(question, sources, model.card());
        CheckClaim check = new CheckClaim(words, analysis, question, asked.handles(), places);
        Writing writing = new Writing(check, listener);
        try {
            Completion completion =
                    model.complete(asked.prompt(), new ObjectsInText(writing::take));
            return writing.ended(completion.model(), completion.usage(), null);
        } catch (ModelUnavailable e) {
            if (e.why() == Why.CANCELLED || Thread.currentThread().isInterrupted()) {
                throw new AnswerQuestion.Cancelled(e);
            }
            String named = question.model() == null ? model.card().model() : question.model();
            return writing.ended(e.used().equals(Usage.NONE) ? null : named, e.used(), e.why());
        }
    }

    private final class Writing {
        private final CheckClaim check;
        private final Listener listener;
        private final List<String> said = new ArrayList<>();
        private int claims;
        private int proved;
        private int withheld;
        private boolean none;
        private long checking;

        Writing(CheckClaim check, Listener listener) {
            this.check = check;
            this.listener = listener;
        }

        void take(String object) {
            Claim claim = format.read(object).map(WriteAnswer::claim).orElse(null);
            switch (claim) {
                case null -> {
                    // no line of ours: part of nothing
                }
                case Claim.Nothing() -> none = true;
                case Said one when claims < MOST_CLAIMS -> {
                    claims++;
                    check(one);
                }
                case Said _ -> {
                    // too many
                }
            }
        }

        private void check(Said one) {
            long start = System.nanoTime();
            Verdict verdict = Unharmed.run(() -> check.check(one));
            boolean shown =
                    verdict instanceof Verdict.Proved(Statement statement)
                            && !said.contains(statement.text())
                            && listener.proved(statement, one.next());
            checking += System.nanoTime() - start;
            if (shown) {
                said.add(((Verdict.Proved) verdict).statement().text());
                proved++;
            } else {
                withheld++;
                listener.withheld();
            }
        }

        Written ended(@Nullable String model, Usage usage, @Nullable Why why) {
            return new Written(
                    proved, withheld, none, model, usage, why, Duration.ofNanos(checking));
        }
    }

    private static Claim claim(Form form) {
        if (form.none()) {
            return new Claim.Nothing();
        }
        boolean next = form.say().isBlank();
        List<Quoted> quotes =
                form.quotes().stream()
                        .map(quote -> new Quoted(quote.passage(), quote.words()))
                        .toList();
        return new Said(next ? form.next() : form.say(), quotes, next);
    }
}
