package researchpaas.operate.scheduler;

import com.github.kagkarlsson.scheduler.task.FailureHandler.OnFailureRetryLater;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import researchpaas.operate.BackUp;
import researchpaas.operate.BackUp.Refused;
import researchpaas.operate.BackUp.Saved;
import researchpaas.operate.BackupPlan;
import researchpaas.operate.Refusal;

@Configuration
@EnableConfigurationProperties(BackupSettings.class)
class BackupConfiguration {
    private static final Logger log = LoggerFactory.getLogger(BackupConfiguration.class);

    @Bean
    BackupPlan backupPlan(BackupSettings settings) {
        return new BackupPlan(settings.to(), settings.every(), settings.keep());
    }

    /// The first right after the first start.
    @Bean
    @ConditionalOnExpression("!'${research-paas.backup.to:}'.isBlank()")
    Task<Void> backupTask(BackupSettings settings, ObjectProvider<BackUp> backUp) {
        return Tasks.recurring("backup", FixedDelay.of(settings.every()))
                .onFailure(new OnFailureRetryLater<>(settings.retry()))
                .execute((task, context) -> run(backUp.getObject(), settings));
    }

    private static void run(BackUp backUp, BackupSettings settings) {
        switch (backUp.backUp(settings.to(), settings.keep(), (step, table) -> {})) {
            case Saved saved ->
                    log.atInfo()
                            .addKeyValue("archive", saved.proof().name())
                            .addKeyValue("rows", saved.proof().rows())
                            .log("A backup was made and proved");
            case Refused refused -> throw new BackupFailed(refused.refusal());
        }
    }

    /// The scheduler logs it and tries again.
    private static final class BackupFailed extends RuntimeException {
        BackupFailed(Refusal refusal) {
            super(refusal.why() + ": " + refusal.detail());
        }
    }
}
