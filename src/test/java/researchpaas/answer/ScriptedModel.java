package researchpaas.answer;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/// Writes what a script says: from the prompt to the pieces of text that arrive one after the
/// other. Keeps every prompt that it was given.
public final class ScriptedModel implements LanguageModel {
    private final Function<Prompt, List<String>> script;
    private final Duration pause;
    private final List<Prompt> prompts = new CopyOnWriteArrayList<>();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger cancelled = new AtomicInteger();

    public ScriptedModel(Function<Prompt, List<String>> script) {
        this(script, Duration.ZERO);
    }

    /// @param pause before each piece
    public ScriptedModel(Function<Prompt, List<String>> script, Duration pause) {
        this.script = script;
        this.pause = pause;
    }

    /// The whole text at once.
    public static ScriptedModel writing(Function<Prompt, String> script) {
        return new ScriptedModel(prompt -> List.of(script.apply(prompt)));
    }

    public static ScriptedModel failing(ModelUnavailable.Why why) {
        return new ScriptedModel(_ -> {
            throw new ModelUnavailable(why, "scripted", null);
        });
    }

    /// In the order in which they were asked.
    public List<Prompt> prompts() {
        return List.copyOf(prompts);
    }

    /// How many requests are being written now.
    public int open() {
        return open.get();
    }

    /// How many did not come to their end: interrupted, or their text no longer taken.
    public int cancelled() {
        return cancelled.get();
    }

    @Override
    public Card card() {
        return new Card("scripted", "scripted-1", 32_000);
    }

    @Override
    public Completion complete(Prompt prompt, Consumer<String> text) {
        prompts.add(prompt);
        open.incrementAndGet();
        boolean ended = false;
        try {
            StringBuilder whole = new StringBuilder();
            for (String piece : script.apply(prompt)) {
                pauseBefore();
                whole.append(piece);
                text.accept(piece);
            }
            ended = true;
            Usage usage = new Usage(TokenGuess.of(prompt), TokenGuess.of(whole.toString()), 0);
            return new Completion(whole.toString(), card().model(), usage, true);
        } finally {
            if (!ended) {
                cancelled.incrementAndGet();
            }
            open.decrementAndGet();
        }
    }

    private void pauseBefore() {
        try {
            if (!pause.isZero()) {
                Thread.sleep(pause);
            } else if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModelUnavailable(ModelUnavailable.Why.CANCELLED, "interrupted", e);
        }
    }

    @Override
    public List<Offered> offered() {
        return List.of(new Offered("scripted-1", "Scripted", 32_000));
    }
}
