package researchpaas.operate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import researchpaas.document.Changes;
import researchpaas.ingest.EmbedPassages;
import researchpaas.search.ActiveIndex;
import researchpaas.search.EmbeddingModel;
import researchpaas.search.IndexChoices;
import researchpaas.search.IndexChoices.Choice;
import researchpaas.search.IndexChoices.Standing;
import researchpaas.search.SearchIndex.IndexUnavailable;

/// Builds the index that the library is to be moved to beside the one that serves, out of the
/// database, has it prove itself, and has it serve. Each step can be killed and done again: what is
/// computed and indexed stays.
@Component
public class BuildIndex {
    private static final Logger log = LoggerFactory.getLogger(BuildIndex.class);
    private static final Duration LOOKS = Duration.ofSeconds(2);
    private static final Duration LONGEST_MOVE = Duration.ofMinutes(1);

    private final ActiveIndex active;
    private final IndexChoices choices;
    private final ProveIndex prove;
    private final EmbedPassages embed;
    private final Changes changes;
    private final Clock clock;
    private volatile @Nullable Step step;
    private volatile boolean waiting;

    BuildIndex(
            ActiveIndex active,
            IndexChoices choices,
            ProveIndex prove,
            EmbedPassages embed,
            Changes changes,
            Clock clock) {
        this.active = active;
        this.choices = choices;
        this.prove = prove;
        this.embed = embed;
        this.changes = changes;
        this.clock = clock;
    }

    public enum Stage {
        /// Vectors of another model are computed.
        VECTORS,
        /// The new index takes the library from the database.
        INDEX,
        /// The new index is compared.
        PROOF
    }

    /// @param done vectors computed, or changes taken; 0 where nobody counts
    /// @param all absent where nobody knows
    public record Step(Stage stage, long done, @Nullable Long all) {}

    Optional<Step> step() {
        return Optional.ofNullable(step);
    }

    /// Whether the new index does not answer.
    boolean isWaiting() {
        return waiting;
    }

    /// @param goesOn whether the program does, and this instance is the one that works on it
    /// @return empty when it is no longer wanted, or the program ends
    Optional<SwitchReport> build(Choice next, BooleanSupplier goesOn) throws InterruptedException {
        try {
            return Optional.ofNullable(built(next, goesOn));
        } finally {
            step = null;
            waiting = false;
        }
    }

    private @Nullable SwitchReport built(Choice next, BooleanSupplier goesOn)
            throws InterruptedException {
        Instant start = clock.instant();
        EmbeddingModel model =
                active.model(next.model())
                        .orElseThrow(() ->
                                new IllegalStateException(
                                        "The embedding model %s is not to be had here."
                                                .formatted(next.model())));
        long computed = 0;
        if (standing().vectorsFirst()) {
            computed = embedMissing(model, next, goesOn);
            if (!isWanted(next) || !goesOn.getAsBoolean()) {
                return null;
            }
            choices.vectorsDone();
        }
        active.look();
        if (!awaitLevel(next, goesOn)) {
            return null;
        }
        // of what was imported while not every instance knew of the new model
        computed += embedMissing(model, next, goesOn);
        step = new Step(Stage.PROOF, 0, null);
        BooleanSupplier wanted = () -> goesOn.getAsBoolean() && isWanted(next);
        SwitchReport report = prove.prove(next, start, computed, wanted);
        if (!wanted.getAsBoolean()) {
            // the proof may have ended early; whoever takes this up makes it anew
            return null;
        }
        if (!prove.isProved(report)) {
            choices.giveUp();
            active.look();
            tellRefusal(report);
            return report;
        }
        Choice before = standing().previous();
        if (!awaitLevel(next, goesOn) || !choices.flip(next)) {
            return null;
        }
        awaitServing(next);
        embedMissing(model, next, goesOn);
        log.atInfo()
                .addKeyValue("from", report.from())
                .addKeyValue("to", next)
                .addKeyValue("documents", report.after().documents())
                .addKeyValue("passages", report.after().passages())
                .log("The library is searched with another index.");
        discard(before);
        return report.done(clock.instant());
    }

    private static void tellRefusal(SwitchReport report) {
        log.atWarn()
                .addKeyValue("to", report.to())
                .addKeyValue("differences", report.differences())
                .addKeyValue("vectors", report.vectors())
                .addKeyValue("answers", report.answers())
                .log("The new search index did not prove itself; the former one goes on.");
    }

    private Standing standing() {
        return choices.standing().orElseThrow();
    }

    private boolean isWanted(Choice next) {
        return next.equals(standing().building());
    }

    private long embedMissing(EmbeddingModel model, Choice next, BooleanSupplier goesOn) {
        return embed.embedMissing(
                model,
                done -> {
                    step = new Step(Stage.VECTORS, done, null);
                    return goesOn.getAsBoolean()
                            && (isWanted(next) || next.equals(standing().active()));
                });
    }

    /// @return false when it is no longer wanted
    private boolean awaitLevel(Choice next, BooleanSupplier goesOn) throws InterruptedException {
        while (goesOn.getAsBoolean() && isWanted(next)) {
            try {
                if (isLevel(next)) {
                    waiting = false;
                    return true;
                }
                waiting = false;
            } catch (IndexUnavailable e) {
                // the follower has told it, and goes on by itself
                waiting = true;
                Thread.sleep(LOOKS);
            }
        }
        return false;
    }

    private boolean isLevel(Choice next) throws InterruptedException {
        if (active.besideIndex(next).isEmpty()) {
            active.look();
        }
        long all = changes.last();
        step = new Step(Stage.INDEX, Math.max(0, all - active.besideBehind()), all);
        return active.awaitBeside(LOOKS);
    }

    private void awaitServing(Choice next) throws InterruptedException {
        long end = System.nanoTime() + LONGEST_MOVE.toNanos();
        active.look();
        while (!active.current().equals(next) && System.nanoTime() < end) {
            Thread.sleep(50);
            active.look();
        }
    }

    /// Only one former index is kept.
    private void discard(@Nullable Choice before) {
        Standing now = standing();
        if (before == null || before.equals(now.active()) || before.equals(now.previous())) {
            return;
        }
        try {
            active.discard(before);
        } catch (IndexUnavailable e) {
            log.atWarn()
                    .addKeyValue("index", before)
                    .setCause(e)
                    .log("An index that is not needed any more could not be deleted.");
        }
    }
}
