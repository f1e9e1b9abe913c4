package researchpaas.answer;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import researchpaas.account.AccountId;
import researchpaas.account.Reader;
import researchpaas.answer.LanguageModel.Completion;
import researchpaas.answer.LanguageModel.ModelUnavailable;
import researchpaas.answer.LanguageModel.ModelUnavailable.Why;
import researchpaas.answer.LanguageModel.Offered;

/// The one language model that is configured, as a reader may use it: counted, limited by the day,
/// and left alone for a while after it failed several times. Nobody takes a [LanguageModel] from
/// elsewhere.
@Component
public class LanguageModels {
    private final @Nullable LanguageModel model;
    private final ModelSettings settings;
    private final ModelUse use;
    private final Clock clock;
    private final AnswerWatch watch;
    private final Circuit circuit;
    private final Running running = new Running();
    private final AtomicReference<@Nullable List<Offered>> offered = new AtomicReference<>();

    LanguageModels(
            List<ModelService> services,
            ModelSettings settings,
            ModelUse use,
            Clock clock,
            AnswerWatch watch) {
        this.model = settings.choose(services).map(ModelService::open).orElse(null);
        this.settings = settings;
        this.use = use;
        this.clock = clock;
        this.watch = watch;
        this.circuit = new Circuit(settings.rest(), clock);
    }

    /// The model, bound to the reader's account: what it writes is booked there. Cheap; made anew
    /// for each answer. It throws `NONE` where none is configured.
    public LanguageModel forReader(Reader reader) {
        return model == null
                ? new NoModel()
                : new MeteredModel(
                        model, reader.account(), settings, use, clock, circuit, running, watch);
    }

    /// What it cost, by the configured prices; empty where the model's is not known.
    public Optional<Cost> cost(Completion completion) {
        return settings.prices().cost(completion.model(), completion.usage());
    }

    /// Of all costs.
    public String currency() {
        return settings.prices().currency();
    }

    /// How the model is, without asking it.
    public Standing standing() {
        if (model == null) {
            return new Standing(State.NONE, null, null, null);
        }
        List<Offered> known = offered.get();
        boolean unknown =
                known != null
                        && !known.isEmpty()
                        && known.stream().noneMatch(o -> o.id().equals(model.card().model()));
        if (unknown) {
            return new Standing(
                    State.UNKNOWN_MODEL, model.card(), Why.UNKNOWN_MODEL, circuit.lastUse());
        }
        return new Standing(
                circuit.isResting() ? State.RESTING : State.READY,
                model.card(),
                circuit.lastWhy(),
                circuit.lastUse());
    }

    /// The models that readers may ask for, the configured one first.
    public Set<String> selectable() {
        return model == null ? Set.of() : settings.selectable(model.card());
    }

    /// What the service offered when it was asked last; empty before.
    public List<Offered> known() {
        List<Offered> known = offered.get();
        return known == null ? List.of() : known;
    }

    /// Asks the service for its models.
    ///
    /// @throws ModelUnavailable when it cannot be asked, or none is configured
    public List<Offered> sync() {
        if (model == null) {
            throw new ModelUnavailable(Why.NONE, "No language model is configured", null);
        }
        List<Offered> found = List.copyOf(model.offered());
        offered.set(found);
        return found;
    }

    /// What was used from one day to another, both counted, a line for each day, account and model,
    /// the newest day first.
    public List<ModelUse.Line> used(LocalDate from, LocalDate to) {
        return use.between(from, to);
    }

    /// The same of the reader alone.
    public List<ModelUse.Line> used(LocalDate from, LocalDate to, Reader reader) {
        return use.between(from, to, reader.account());
    }

    /// The department's of today.
    public Allowance allowance() {
        return new Allowance(use.spent(today(), null).department(), settings.quota().department());
    }

    /// The reader's own of today. Without an account the department's limit is the only one, and
    /// all is used by the one reader of development.
    public Allowance allowance(Reader reader) {
        AccountId account = reader.account();
        return account == null
                ? allowance()
                : new Allowance(use.spent(today(), account).account(), accountLimit());
    }

    /// Tokens that each account may use a day; 0 for no limit.
    public long accountLimit() {
        return settings.quota().account();
    }

    /// Whose midnight ends a day.
    public ZoneId zone() {
        return settings.zone();
    }

    /// The day that counts for the quotas.
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), settings.zone());
    }

    public enum State {
        /// None is configured.
        NONE,
        READY,
        /// It failed several times and is left alone for a while.
        RESTING,
        /// The service's list does not have the configured one.
        UNKNOWN_MODEL
    }

    /// @param card absent without a model
    /// @param last why it failed the last time, absent after it wrote something
    /// @param used when it was used last so that something could be learned of it; absent before
    public record Standing(
            State state,
            LanguageModel.@Nullable Card card,
            @Nullable Why last,
            @Nullable Instant used) {
        /// Whether somebody should do something.
        public boolean isBad() {
            return state == State.RESTING || state == State.UNKNOWN_MODEL;
        }
    }
}
