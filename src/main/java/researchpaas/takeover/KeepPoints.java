package researchpaas.takeover;

import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import researchpaas.takeover.KeepRows.Place;
import researchpaas.takeover.KeepRows.RefusedRow;
import researchpaas.takeover.KeepRows.Task;

/// Writes a batch of old points in one transaction: each with its row, what was made of it and its
/// vector, or not at all.
@Component
class KeepPoints {
    private final KeepRows rows;
    private final LegacyVectors vectors;

    KeepPoints(KeepRows rows, LegacyVectors vectors) {
        this.rows = rows;
        this.vectors = vectors;
    }

    record PointTask(EarlierPoint point, Task task) {}

    /// @param space how the store compared vectors
    /// @return as [KeepRows#write]
    @Transactional
    List<RefusedRow> write(Place place, String space, List<PointTask> batch) {
        List<RefusedRow> refused = rows.write(place, batch.stream().map(PointTask::task).toList());
        for (PointTask task : batch) {
            vectors.keep(place.source(), task.point().row(), space, task.point().vector());
        }
        return refused;
    }
}
