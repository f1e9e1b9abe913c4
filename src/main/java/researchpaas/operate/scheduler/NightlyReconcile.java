package researchpaas.operate.scheduler;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.LocalTime;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import researchpaas.operate.Reconcile;

@Configuration
@EnableConfigurationProperties(ReconcileSettings.class)
class NightlyReconcile {
    /// It only looks: what is mended is mended when a person asks for it. Looked up when it is
    /// needed, since it may ask for a scan and so knows the scheduler that runs it.
    @Bean
    Task<Void> reconcileTask(ReconcileSettings settings, ObjectProvider<Reconcile> reconcile) {
        return Tasks.recurring("reconcile", schedule(settings))
                .execute((task, context) -> reconcile.getObject().runNow(false));
    }

    private static Schedule schedule(ReconcileSettings settings) {
        return settings.at().equals("off")
                ? Schedules.parseSchedule("-")
                : Schedules.daily(settings.zone(), LocalTime.parse(settings.at()));
    }
}
