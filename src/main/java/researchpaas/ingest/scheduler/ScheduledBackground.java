package researchpaas.ingest.scheduler;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Clock;
import org.springframework.stereotype.Component;
import researchpaas.ingest.Background;

@Component
final class ScheduledBackground implements Background {
    static final String INGEST = "ingest";
    static final String POLL = "poll";

    private final SchedulerClient scheduler;
    private final Clock clock;

    ScheduledBackground(SchedulerClient scheduler, Clock clock) {
        this.scheduler = scheduler;
        this.clock = clock;
    }

    @Override
    public void submit(long job) {
        scheduler.scheduleIfNotExists(
                new TaskInstance<Void>(INGEST, Long.toString(job)), clock.instant());
    }

    @Override
    public void poll(String drive) {
        scheduler.scheduleIfNotExists(new TaskInstance<Void>(POLL, drive), clock.instant());
    }
}
