package researchpaas.operate.scheduler;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;
import researchpaas.document.Database;
import researchpaas.operate.LeaveInOrder;
import researchpaas.operate.LeaveInOrder.Farewell;

@Configuration
@EnableConfigurationProperties(ShutdownSettings.class)
class ShutdownConfiguration {
    @Bean
    Farewell farewell(ShutdownSettings settings, ObjectProvider<Database> database) {
        return new Farewell(settings.drain(), database::getObject);
    }

    /// Before anything is stopped.
    @Bean
    ApplicationListener<ContextClosedEvent> tellLeaving(ObjectProvider<LeaveInOrder> leave) {
        return new TellLeaving(leave);
    }

    private record TellLeaving(ObjectProvider<LeaveInOrder> leave)
            implements ApplicationListener<ContextClosedEvent> {
        @Override
        public void onApplicationEvent(ContextClosedEvent event) {
            leave.ifAvailable(LeaveInOrder::told);
        }
    }
}
