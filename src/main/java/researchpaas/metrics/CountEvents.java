package researchpaas.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import researchpaas.audit.AuditAction;
import researchpaas.audit.AuditEntry;
import researchpaas.audit.AuditEvent;
import researchpaas.audit.AuditFilter;
import researchpaas.audit.AuditLog;
import researchpaas.audit.Outcome;

/// What goes into the audit log: sign-ins and refusals among it.
final class CountEvents implements AuditLog {
    private final AuditLog log;
    private final ObjectProvider<MeterRegistry> registry;

    CountEvents(AuditLog log, ObjectProvider<MeterRegistry> registry) {
        this.log = log;
        this.registry = registry;
    }

    @Override
    public void record(AuditEvent event) {
        log.record(event);
        counter(registry.getObject(), event.action(), event.outcome()).increment();
    }

    static Counter counter(MeterRegistry registry, AuditAction action, Outcome outcome) {
        return Counter.builder(Names.PREFIX + "audit.events")
                .description("What was done or refused: sign-ins, refusals, changes")
                .tag("action", Names.word(action))
                .tag("outcome", Names.word(outcome))
                .register(registry);
    }

    @Override
    public List<AuditEntry> find(AuditFilter filter, @Nullable Long before, int limit) {
        return log.find(filter, before, limit);
    }

    @Override
    public void export(AuditFilter filter, Consumer<AuditEntry> each) {
        log.export(filter, each);
    }

    @Override
    public int purge(Instant before) {
        return log.purge(before);
    }
}
