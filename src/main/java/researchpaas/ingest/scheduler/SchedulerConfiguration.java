package researchpaas.ingest.scheduler;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteRemove;
import com.github.kagkarlsson.scheduler.task.CompletionHandler.OnCompleteReschedule;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import researchpaas.document.Publication;
import researchpaas.ingest.DocumentSource;
import researchpaas.ingest.IngestLibrary;
import researchpaas.ingest.IngestLimits;
import researchpaas.ingest.KeepSamples;

@Configuration
@EnableConfigurationProperties(IngestSettings.class)
class SchedulerConfiguration {
    private static final Duration NEXT_TURN = Duration.ofSeconds(2);
    private static final Duration AFTER_A_FAULT = Duration.ofMinutes(1);

    private final IngestSettings settings;
    private final ObjectProvider<IngestLibrary> ingest;
    private final List<DocumentSource> sources;

    /// The use case submits to the scheduler that runs it, so it is looked up when it is needed.
    SchedulerConfiguration(
            IngestSettings settings,
            ObjectProvider<IngestLibrary> ingest,
            List<DocumentSource> sources) {
        this.settings = settings;
        this.ingest = ingest;
        this.sources = sources;
    }

    @Bean
    IngestLimits ingestLimits() {
        return new IngestLimits(settings.maxFileSize().toBytes(), settings.filesAtOnce());
    }

    @Bean
    Task<Void> ingestTask(Turns turns) {
        return Tasks.custom(ScheduledBackground.INGEST, Void.class)
                .onFailure(
                        FailureHandler.<Void>maxRetries(5)
                                .withBackoff(Duration.ofSeconds(10), 2.0)
                                .thenRemove(this::abandon))
                .onDeadExecutionRevive()
                .execute((task, context) -> run(Long.parseLong(task.getId()), turns));
    }

    @Bean
    Task<Void> rescanTask() {
        return Tasks.recurring("rescan", FixedDelay.of(settings.rescan()))
                .execute((task, context) -> scan());
    }

    /// What was hidden long enough is forgotten.
    @Bean
    Task<Void> purgeTask(Publication publication, Clock clock) {
        return Tasks.recurring("purge", FixedDelay.ofHours(24))
                .execute((task, context) ->
                        publication.purge(clock.instant().minus(settings.retention())));
    }

    private CompletionHandler<Void> run(long job, Turns turns) {
        if (!turns.isNext(job)) {
            return new OnCompleteReschedule<>(FixedDelay.of(NEXT_TURN));
        }
        return ingest.getObject().run(job)
                ? new OnCompleteRemove<>()
                : new OnCompleteReschedule<>(FixedDelay.of(NEXT_TURN));
    }

    /// One for each drive, whichever instance asks it.
    @Bean
    Task<Void> pollTask() {
        return Tasks.custom(ScheduledBackground.POLL, Void.class)
                .onFailureReschedule(FixedDelay.of(AFTER_A_FAULT))
                .onDeadExecutionRevive()
                .execute((task, context) -> poll(task.getId()));
    }

    private CompletionHandler<Void> poll(String drive) {
        Optional<Duration> next = ingest.getObject().poll(drive);
        return next.isPresent()
                ? new OnCompleteReschedule<>(FixedDelay.of(next.get()))
                : new OnCompleteRemove<>();
    }

    private void abandon(ExecutionComplete complete) {
        ingest.getObject().abandon(Long.parseLong(complete.getExecution().taskInstance.getId()));
    }

    private void scan() {
        if (settings.automatic()) {
            ingest.getObject().rescan();
        }
    }

    @EventListener
    void scanAtStart(ApplicationReadyEvent ready) {
        if (settings.automatic()) {
            ready.getApplicationContext().getBean(KeepSamples.class).decideAtStart();
        }
        scan();
        if (settings.automatic()) {
            ingest.getObject().pollAll();
            sources.forEach(
                    source -> source.onChange(() -> ingest.getObject().changed(source.name())));
        }
    }
}
