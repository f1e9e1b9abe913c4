package researchpaas.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.logging.LogbackMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import researchpaas.audit.AuditAction;
import researchpaas.audit.AuditLog;
import researchpaas.audit.Outcome;
import researchpaas.search.EmbeddingModels;

/// The registry, and what is counted by standing in front of a port.
@Configuration(proxyBeanMethods = false)
class MetricsConfiguration {
    @Bean
    PrometheusMeterRegistry meterRegistry() {
        return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    }

    @Bean
    static BeanPostProcessor countPorts(ObjectProvider<MeterRegistry> registry) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return switch (bean) {
                    case AuditLog log -> new CountEvents(log, registry);
                    case EmbeddingModels models -> new CountEmbeddings(models, registry);
                    default -> bean;
                };
            }
        };
    }

    @Bean(destroyMethod = "close")
    JvmGcMetrics garbageCollection() {
        return new JvmGcMetrics();
    }

    @Bean(destroyMethod = "close")
    LogbackMetrics logEvents() {
        return new LogbackMetrics();
    }

    @Bean
    WhenServing whenServing(
            MeterRegistry registry,
            List<MeterBinder> binders,
            ObjectProvider<BuildProperties> build) {
        return new WhenServing(registry, binders, build);
    }

    /// A command that only looks something up counts nothing of the machine.
    static final class WhenServing {
        private final MeterRegistry registry;
        private final List<MeterBinder> binders;
        private final ObjectProvider<BuildProperties> build;

        WhenServing(
                MeterRegistry registry,
                List<MeterBinder> binders,
                ObjectProvider<BuildProperties> build) {
            this.registry = registry;
            this.binders = binders;
            this.build = build;
        }

        @EventListener(ApplicationReadyEvent.class)
        void bind() {
            CountEvents.counter(registry, AuditAction.SIGNED_IN, Outcome.OK);
            CountEvents.counter(registry, AuditAction.SIGN_IN_REFUSED, Outcome.REFUSED);
            CountEvents.counter(registry, AuditAction.ACCESS_REFUSED, Outcome.REFUSED);
            binders.forEach(binder -> binder.bindTo(registry));
            new JvmMemoryMetrics().bindTo(registry);
            new JvmThreadMetrics().bindTo(registry);
            new ProcessorMetrics().bindTo(registry);
            new UptimeMetrics().bindTo(registry);
            new FileDescriptorMetrics().bindTo(registry);
            BuildProperties built = build.getIfAvailable();
            String version = built == null ? null : built.getVersion();
            Gauge.builder(Names.PREFIX + "build.info", () -> 1)
                    .description("Always 1; its label tells the version")
                    .tag("version", version == null ? "development" : version)
                    .register(registry);
        }
    }
}
