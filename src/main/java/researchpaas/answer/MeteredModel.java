package researchpaas.answer;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import researchpaas.account.AccountId;
import researchpaas.answer.LanguageModel.ModelUnavailable.Why;
import researchpaas.answer.ModelUse.Spent;

/// The model as one account may use it.
final class MeteredModel implements LanguageModel {
    private final LanguageModel model;
    private final @Nullable AccountId account;
    private final ModelSettings settings;
    private final ModelUse use;
    private final Clock clock;
    private final Circuit circuit;
    private final Running running;
    private final AnswerWatch watch;

    MeteredModel(
            LanguageModel model,
            @Nullable AccountId account,
            ModelSettings settings,
            ModelUse use,
            Clock clock,
            Circuit circuit,
            Running running,
            AnswerWatch watch) {
        this.model = model;
        this.account = account;
        this.settings = settings;
        this.use = use;
        this.clock = clock;
        this.circuit = circuit;
        this.running = running;
        this.watch = watch;
    }

    @Override
    public Card card() {
        return model.card();
    }

    @Override
    public List<Offered> offered() {
        return model.offered();
    }

    @Override
    public Completion complete(Prompt prompt, Consumer<String> text) {
        if (prompt.model() != null && !settings.selectable(card()).contains(prompt.model())) {
            throw spared(Why.UNKNOWN_MODEL, "The model is none that readers may ask for");
        }
        long input = TokenGuess.of(prompt);
        long most = input + prompt.mostTokens();
        running.begin(account, most);
        try {
            checkQuota();
            if (!circuit.letsThrough()) {
                throw spared(Why.RESTING, "The model failed several times and is left alone");
            }
            return ask(prompt, input, text);
        } finally {
            running.end(account, most);
        }
    }

    private void checkQuota() {
        ModelSettings.Quota quota = settings.quota();
        if (quota.account() == 0 && quota.department() == 0) {
            return;
        }
        Spent spent = use.spent(today(), account);
        boolean own =
                account != null
                        && quota.account() > 0
                        && spent.account() + running.of(account) > quota.account();
        boolean all =
                quota.department() > 0 && spent.department() + running.all() > quota.department();
        if (own || all) {
            throw spared(
                    Why.OWN_QUOTA,
                    own
                            ? "The account's tokens of today are used up"
                            : "The department's tokens of today are used up");
        }
    }

    private ModelUnavailable spared(Why why, String message) {
        watch.spared(card(), why);
        return new ModelUnavailable(why, message, null);
    }

    private Completion ask(Prompt prompt, long input, Consumer<String> text) {
        Written written = new Written(text);
        Ended ended = new Ended(null, null);
        long begun = System.nanoTime();
        try {
            Completion completion = model.complete(prompt, written);
            ended = new Ended(completion, null);
            return completion;
        } catch (ModelUnavailable e) {
            ended = new Ended(null, e.why());
            throw new ModelUnavailable(
                    e.why(), "The model broke off", e, guess(input, written, ended));
        } finally {
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            settle(entry(prompt, input, written, ended), ended, took);
        }
    }

    /// A reader who left has interrupted this thread. What was used is booked all the same: a
    /// database's driver would give up at an interrupt, or its connection.
    private void settle(ModelUse.Entry entry, Ended ended, Duration took) {
        boolean interrupted = Thread.interrupted();
        try {
            if (ended.completion() != null) {
                circuit.worked();
            } else {
                circuit.failed(ended.why());
            }
            watch.asked(entry, ended.why(), took);
            use.add(entry);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private ModelUse.Entry entry(Prompt prompt, long input, Written written, Ended ended) {
        Completion completion = ended.completion();
        boolean told = completion != null && !completion.usage().equals(Usage.NONE);
        Usage usage =
                completion != null && told ? completion.usage() : guess(input, written, ended);
        String asked = prompt.model() == null ? card().model() : prompt.model();
        // the service may call it by a longer name, with a date; the prices name what is configured
        Long nanos =
                settings.prices()
                        .cost(asked, usage)
                        .map(Cost::nanos)
                        .orElse(usage.equals(Usage.NONE) ? Long.valueOf(0) : null);
        return new ModelUse.Entry(
                today(),
                account,
                card().provider(),
                asked,
                usage,
                completion == null,
                !told && !usage.equals(Usage.NONE),
                nanos);
    }

    /// A service has read the prompt, and is paid for it, as soon as it has written; and probably
    /// when it was left while it was at it.
    private static Usage guess(long input, Written written, Ended ended) {
        boolean leftAtWork =
                ended.why() == null || ended.why() == Why.TOO_SLOW || ended.why() == Why.CANCELLED;
        return written.tokens() > 0 || leftAtWork
                ? new Usage(input, written.tokens(), 0)
                : Usage.NONE;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), settings.zone());
    }

    /// @param completion absent when it failed
    /// @param why absent when the one who takes the text failed
    private record Ended(@Nullable Completion completion, @Nullable Why why) {}

    private static final class Written implements Consumer<String> {
        private final Consumer<String> next;
        private final StringBuilder text = new StringBuilder();

        Written(Consumer<String> next) {
            this.next = next;
        }

        @Override
        public void accept(String piece) {
            text.append(piece);
            next.accept(piece);
        }

        long tokens() {
            return TokenGuess.of(text.toString());
        }
    }
}
