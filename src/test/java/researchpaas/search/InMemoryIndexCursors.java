package researchpaas.search;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Cursors in memory, for tests that are about something else.
public final class InMemoryIndexCursors implements IndexCursors {
    private final Supplier<Instant> now;
    private final Map<String, Row> rows = new HashMap<>();

    private record Row(long cursor, @Nullable String holder, Instant until) {}

    public InMemoryIndexCursors() {
        this(Instant::now);
    }

    InMemoryIndexCursors(Supplier<Instant> now) {
        this.now = now;
    }

    private Row row(String index) {
        return rows.getOrDefault(index, new Row(0, null, Instant.EPOCH));
    }

    @Override
    public synchronized long cursor(String index) {
        return row(index).cursor();
    }

    @Override
    public synchronized boolean hold(String index, String holder, Duration lease) {
        Row row = row(index);
        boolean free =
                row.holder() == null
                        || row.holder().equals(holder)
                        || row.until().isBefore(now.get());
        if (free) {
            rows.put(index, new Row(row.cursor(), holder, now.get().plus(lease)));
        }
        return free;
    }

    @Override
    public synchronized boolean move(String index, String holder, long cursor) {
        Row row = row(index);
        boolean its = holder.equals(row.holder()) && !row.until().isBefore(now.get());
        if (its) {
            rows.put(index, new Row(cursor, holder, row.until()));
        }
        return its;
    }

    @Override
    public synchronized void release(String index, String holder) {
        Row row = row(index);
        if (holder.equals(row.holder())) {
            rows.put(index, new Row(row.cursor(), null, row.until()));
        }
    }

    @Override
    public synchronized void forget(String index) {
        rows.remove(index);
    }
}
