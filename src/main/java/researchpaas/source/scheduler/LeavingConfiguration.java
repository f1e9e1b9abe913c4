package researchpaas.source.scheduler;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import researchpaas.source.SetUpDrives;

@Configuration(proxyBeanMethods = false)
class LeavingConfiguration {
    private static final Duration PAUSE = Duration.ofSeconds(30);

    /// What is taken out is hidden at once; this is for what is left of it. The use case is looked
    /// up when it runs, since it knows the scheduler.
    @Bean
    Task<Void> leavingTask(ObjectProvider<SetUpDrives> drives) {
        return Tasks.recurring("leaving-sources", FixedDelay.of(PAUSE))
                .execute((task, context) -> drives.getObject().finishLeaving());
    }
}
