package researchpaas.search;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import researchpaas.account.Reader;
import researchpaas.document.Changes;
import researchpaas.document.Changes.Change;
import researchpaas.document.DocumentId;
import researchpaas.document.PassageId;
import researchpaas.search.IndexChoices.Choice;
import researchpaas.search.IndexChoices.Standing;

/// The index that serves, as the database says, and beside it the one that is being built. Every
/// instance looks at the database's word each second. When that names another index, an instance
/// serves from it as soon as its own is level with the database, and from the former one until
/// then; so one that opens the new index late, or whose index is on a disk of its own, answers all
/// the time.
@Component
public final class ActiveIndex implements SearchIndex, Served, SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(ActiveIndex.class);
    private static final Duration LOOKS = Duration.ofSeconds(1);

    private final IndexChoices choices;
    private final Map<String, SearchEngine> engines;
    private final List<EmbeddingModels> models;
    private final Changes changes;
    private final Choice configured;
    private final Map<Choice, Serving> open = new HashMap<>();
    private volatile Choice current;
    private volatile Serving serving;
    private volatile @Nullable Standing seen;
    private volatile @Nullable Beside beside;
    private final Semaphore ending = new Semaphore(0);
    private volatile @Nullable Thread looking;

    ActiveIndex(
            IndexChoices choices,
            List<SearchEngine> engines,
            List<EmbeddingModels> models,
            ConfiguredIndex configured,
            Changes changes) {
        this.choices = choices;
        this.engines =
                engines.stream().collect(Collectors.toMap(SearchEngine::name, Function.identity()));
        this.models = models;
        this.changes = changes;
        this.configured = choice(configured);
        current = standing().active();
        serving = opened(current);
    }

    private Choice choice(ConfiguredIndex settings) {
        if (!engines.containsKey(settings.engine())) {
            throw new IllegalStateException(
                    "VECTOR_SEARCH_PROVIDER is '%s'. There are %s."
                            .formatted(settings.engine(), String.join(", ", engines())));
        }
        String id =
                models.stream()
                        .flatMap(some -> some.configured().stream())
                        .findFirst()
                        .orElseThrow(() ->
                                new IllegalStateException(
                                        "EMBEDDING_MODEL is '%s', which is not to be had here. There are %s; for another model set EMBEDDING_MODEL_FOLDER to a folder with model.onnx, tokenizer.json and model.json."
                                                .formatted(
                                                        settings.model(),
                                                        String.join(", ", models()))));
        return new Choice(settings.engine(), id, model(id).orElseThrow().card().dimension());
    }

    /// At the start. An empty library takes what is configured, any other one keeps what it has.
    private Standing standing() {
        Standing stored = choices.begin(configured);
        if (stored.active().equals(configured)) {
            return stored;
        }
        if (changes.last() == 0) {
            choices.replace(configured);
            return new Standing(configured, null, null, false);
        }
        log.atWarn()
                .addKeyValue("stored", stored.active())
                .addKeyValue("configured", configured)
                .log(
                        "The settings ask for another search index than the library has, which is kept. To move the library: research-paas index switch. Else set VECTOR_SEARCH_PROVIDER and EMBEDDING_MODEL to what is stored.");
        return stored;
    }

    // --- what there is

    /// The names of the engines, sorted.
    public List<String> engines() {
        return engines.keySet().stream().sorted().toList();
    }

    /// The ids of the models, sorted.
    public List<String> models() {
        return models.stream().flatMap(some -> some.known().stream()).sorted().toList();
    }

    /// @return empty where there is none of that id here
    public Optional<EmbeddingModel> model(String id) {
        return models.stream().flatMap(some -> some.of(id).stream()).findFirst();
    }

    public Choice configured() {
        return configured;
    }

    /// What this instance serves from.
    public Choice current() {
        return current;
    }

    @Override
    public Serving now() {
        return serving;
    }

    /// Of the model whose vectors are searched.
    public EmbeddingModel.Card card() {
        return serving.model().card();
    }

    /// How the model is whose vectors are searched.
    public MeaningStanding meaning() {
        return serving.model() instanceof WatchedModel watched
                ? watched.standing()
                : MeaningStanding.WORKS;
    }

    /// The models whose vectors are wanted: that of the index that serves first, then that of one
    /// that is being built.
    public List<EmbeddingModel> wanted() {
        EmbeddingModel first = serving.model();
        Standing standing = seen;
        Choice next = standing == null ? null : standing.building();
        return next == null || next.model().equals(first.card().id())
                ? List.of(first)
                : Stream.concat(Stream.of(first), model(next.model()).stream()).toList();
    }

    // --- what is open

    private synchronized Serving opened(Choice choice) {
        return open.computeIfAbsent(
                choice,
                _ -> {
                    EmbeddingModel model =
                            model(choice.model()).orElseGet(() -> absentModel(choice));
                    if (model.card().dimension() != choice.dimension()) {
                        throw new IllegalStateException(
                                "The embedding model %s has vectors of %d dimensions here; those of the library have %d. Another model needs another id."
                                        .formatted(
                                                choice.model(),
                                                model.card().dimension(),
                                                choice.dimension()));
                    }
                    return new Serving(
                            new GuardedIndex(engine(choice.engine()), model.card()),
                            new WatchedModel(model));
                });
    }

    private static EmbeddingModel absentModel(Choice choice) {
        log.atError()
                .addKeyValue("model", choice.model())
                .log(
                        "The library's embedding model is not to be had here, so it is searched by words only and nothing can be imported. Set EMBEDDING_MODEL_FOLDER to its folder, or move the library to another model: research-paas index switch --model ID.");
        return new AbsentModel(choice.model(), choice.dimension());
    }

    /// Closed here, whatever it is; opened again when it is asked for.
    private void close(Choice choice) {
        Serving closing = open.remove(choice);
        if (closing != null && closing.index() instanceof GuardedIndex index) {
            index.close();
        }
    }

    // --- following what the database says

    /// An index on its way to serving.
    ///
    /// @param choice what it is
    private record Beside(Choice choice, Serving serving, Following following) {}

    /// What is being built, or waits to serve here.
    public Optional<Choice> besideChoice() {
        return Optional.ofNullable(beside).map(Beside::choice);
    }

    /// The index that is being built; for comparing, nobody searches it.
    public Optional<SearchIndex> besideIndex(Choice choice) {
        Beside now = beside;
        return now != null && now.choice().equals(choice)
                ? Optional.of(now.serving().index())
                : Optional.empty();
    }

    /// The same with the model of its vectors.
    Optional<Serving> besideServing(Choice choice) {
        return Optional.ofNullable(beside)
                .filter(now -> now.choice().equals(choice))
                .map(Beside::serving);
    }

    /// Deletes that index, which serves nowhere. Nothing where there is none.
    ///
    /// @throws IndexUnavailable when the engine does not answer
    public synchronized void discard(Choice choice) {
        if (choice.equals(current) || besideChoice().filter(choice::equals).isPresent()) {
            throw new IllegalArgumentException("It is in use.");
        }
        close(choice);
        engine(choice.engine()).discard(choice.model());
    }

    /// The indexes there are, as `engine/model`, of the engines that are in use or asked for; those
    /// of one that does not answer are left out.
    public List<String> held() {
        Standing standing = seen;
        List<String> inUse =
                Stream.of(
                                current,
                                configured,
                                standing == null ? null : standing.previous(),
                                standing == null ? null : standing.building())
                        .filter(Objects::nonNull)
                        .map(Choice::engine)
                        .distinct()
                        .sorted()
                        .toList();
        List<String> held = new ArrayList<>();
        for (String name : inUse) {
            try {
                engine(name).held().forEach(model -> held.add(name + "/" + model));
            } catch (IndexUnavailable e) {
                log.atDebug()
                        .addKeyValue("engine", name)
                        .setCause(e)
                        .log("An engine does not tell which indexes it holds.");
            }
        }
        return held;
    }

    private SearchEngine engine(String name) {
        return engines.getOrDefault(name, new AbsentEngine(name));
    }

    /// How many changes the index that is being built has before it.
    ///
    /// @throws IndexUnavailable when it cannot be asked
    public long besideBehind() {
        Beside now = beside;
        return now == null ? 0 : now.following().behind();
    }

    /// Waits until the index that is being built has everything that was published before.
    ///
    /// @return false when that took longer, or none is being built
    /// @throws IndexUnavailable when it cannot be asked
    public boolean awaitBeside(Duration longest) throws InterruptedException {
        Beside now = beside;
        return now != null && now.following().awaitCaughtUp(longest);
    }

    /// Does at once what the next look would.
    public synchronized void look() {
        Standing standing = choices.standing().orElse(null);
        if (standing == null) {
            return;
        }
        seen = standing;
        Choice building = standing.vectorsFirst() ? null : standing.building();
        Choice next = building != null ? building : standing.active();
        Beside now = beside;
        if (now != null && !now.choice().equals(next) && !now.choice().equals(standing.active())) {
            stopBeside(now);
            now = null;
        }
        if (now == null && !next.equals(current)) {
            Serving opened = opened(next);
            Following following = new Following(changes, () -> opened, "index-builder");
            now = new Beside(next, opened, following);
            beside = now;
            following.start();
        }
        if (now != null && now.choice().equals(standing.active()) && isLevel(now)) {
            stopBeside(now);
            serving = now.serving();
            current = now.choice();
            log.atInfo().addKeyValue("index", current).log("Searches use another index now.");
        }
        for (Choice choice : List.copyOf(open.keySet())) {
            if (!choice.equals(current)
                    && !choice.equals(standing.previous())
                    && besideChoice().filter(choice::equals).isEmpty()) {
                close(choice);
            }
        }
    }

    private void stopBeside(Beside now) {
        // ended before another thread follows the same index
        now.following().stop();
        beside = null;
    }

    private static boolean isLevel(Beside now) {
        try {
            return now.following().isReady() && now.following().behind() < NEARLY;
        } catch (IndexUnavailable e) {
            return false;
        }
    }

    /// A library in use is never quite level; the rest comes within a second.
    private static final int NEARLY = 50;

    @Override
    public synchronized void start() {
        if (looking == null) {
            Thread thread = Thread.ofVirtual().name("index-choice").unstarted(this::lookOnAndOn);
            looking = thread;
            thread.start();
        }
    }

    private void lookOnAndOn() {
        while (isLooking()) {
            try {
                look();
            } catch (RuntimeException e) {
                // the database is away; everything stays as it is until it is back
                log.atWarn().setCause(e).log("Which search index serves could not be read.");
            }
            try {
                if (ending.tryAcquire(LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private boolean isLooking() {
        return looking == Thread.currentThread();
    }

    /// Not by an interrupt, which closes the files and connections that a thread is reading from.
    @Override
    public void stop() {
        Thread last = looking;
        looking = null;
        if (last != null) {
            ending.release();
            try {
                last.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            ending.drainPermits();
        }
        synchronized (this) {
            Beside now = beside;
            if (now != null) {
                stopBeside(now);
            }
        }
    }

    @Override
    public boolean isRunning() {
        return looking != null;
    }

    @PreDestroy
    void close() {
        stop();
        synchronized (this) {
            List.copyOf(open.keySet()).forEach(this::close);
        }
    }

    // --- the index that serves at the moment of the call

    private SearchIndex index() {
        return serving.index();
    }

    @Override
    public String engine() {
        return index().engine();
    }

    @Override
    public long cursor() {
        return index().cursor();
    }

    @Override
    public void apply(List<Change> changes, long cursor) {
        index().apply(changes, cursor);
    }

    @Override
    public void startOver() {
        index().startOver();
    }

    @Override
    public Size size() {
        return index().size();
    }

    @Override
    public List<Held> held(DocumentId after, int limit) {
        return index().held(after, limit);
    }

    @Override
    public Map<DocumentId, Held> held(Collection<DocumentId> documents) {
        return index().held(documents);
    }

    @Override
    public void forget(Collection<DocumentId> documents) {
        index().forget(documents);
    }

    @Override
    public Legs legs(Request request, Reader reader) {
        return index().legs(request, reader);
    }

    @Override
    public Map<DocumentId, List<FoundPassage>> passages(
            Request request, Collection<DocumentId> documents, int perDocument, Reader reader) {
        return index().passages(request, documents, perDocument, reader);
    }

    @Override
    public Map<PassageId, float[]> vectors(Collection<PassageId> passages, Reader reader) {
        return index().vectors(passages, reader);
    }

    @Override
    public Candidates candidates(
            Request request, List<Scored> meaning, Window window, Reader reader) {
        return index().candidates(request, meaning, window, reader);
    }

    @Override
    public List<NearPassage> similar(Likeness likeness, int most, Reader reader) {
        return index().similar(likeness, most, reader);
    }
}
