package researchpaas.search;

import java.time.Duration;
import java.time.Instant;

class InMemoryIndexCursorsTest implements IndexCursorsContract {
    private Instant now = Instant.EPOCH;
    private final IndexCursors cursors = new InMemoryIndexCursors(() -> now);

    @Override
    public IndexCursors cursors() {
        return cursors;
    }

    @Override
    public void pass(Duration time) {
        now = now.plus(time);
    }
}
