package researchpaas.answer;

import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import researchpaas.answer.LanguageModel.ModelUnavailable;
import researchpaas.answer.LanguageModel.Offered;
import researchpaas.answer.LanguageModels.State;

/// Asks the service for its models once, beside the start, which waits for nobody: services take
/// models away every few weeks, and the log should say so before a reader finds out.
@Component
class ReadModelsAtStart implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(ReadModelsAtStart.class);
    private static final int NAMED = 20;

    private final LanguageModels models;
    private volatile boolean running;

    ReadModelsAtStart(LanguageModels models) {
        this.models = models;
    }

    @Override
    public void start() {
        running = true;
        if (models.standing().state() != State.NONE) {
            Thread.ofVirtual().name("language-models").start(this::read);
        }
    }

    private void read() {
        try {
            models.sync();
        } catch (ModelUnavailable e) {
            log.atWarn()
                    .addKeyValue("why", e.why())
                    .log("The language model's service does not tell its models");
            return;
        }
        if (models.standing().state() == State.UNKNOWN_MODEL) {
            log.atWarn()
                    .addKeyValue("configured", models.selectable())
                    .addKeyValue(
                            "available",
                            models.known().stream()
                                    .map(Offered::id)
                                    .limit(NAMED)
                                    .collect(Collectors.joining(", ")))
                    .log("The service has no language model of the configured name");
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
