package researchpaas.audit;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The record of what was done. Entries are added and, when they are old, removed; none changes.
public interface AuditLog {
    /// Within the caller's transaction, so that a change and its record stand or fall together.
    void record(AuditEvent event);

    /// The latest first.
    ///
    /// @param before only entries with a smaller id; absent to begin with the latest
    /// @param limit at least 1
    List<AuditEntry> find(AuditFilter filter, @Nullable Long before, int limit);

    /// All of them, the earliest first, one by one, as they stood when it began. Holds no
    /// transaction open while the consumer works.
    void export(AuditFilter filter, Consumer<AuditEntry> each);

    /// Removes what was recorded earlier, and records that.
    ///
    /// @return how many
    int purge(Instant before);
}
