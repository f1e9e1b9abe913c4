package researchpaas.operate.scheduler;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import researchpaas.operate.ForgetOldRecords;

@Configuration
@EnableConfigurationProperties(RetentionSettings.class)
class DailyForgetting {
    /// Begins right after a start, and so with a server that never runs through a night.
    @Bean
    Task<Void> retentionTask(
            RetentionSettings settings, ObjectProvider<ForgetOldRecords> forgetting) {
        return Tasks.recurring("retention", FixedDelay.ofHours(24))
                .execute((task, context) -> forgetting.getObject().forget(settings.retention()));
    }
}
