package researchpaas.operate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import researchpaas.ingest.CompareDrive;
import researchpaas.ingest.CompareDrive.Compared;
import researchpaas.ingest.CompareDrive.Difference;
import researchpaas.ingest.CompareDrive.Item;
import researchpaas.ingest.Reason;
import researchpaas.operate.Finding.Kind;
import researchpaas.operate.Finding.Place;

/// What a comparison of the followed drives with the library finds.
@Component
class DriveFindings {
    private final CompareDrive compare;

    DriveFindings(CompareDrive compare) {
        this.compare = compare;
    }

    /// Those that do not agree.
    List<Compared> compared() {
        return compare.compareAll().stream().filter(drive -> !drive.agrees()).toList();
    }

    void mend(List<Compared> drives) {
        drives.forEach(compare::mend);
    }

    static List<Finding> of(List<Compared> drives) {
        List<Finding> findings = new ArrayList<>();
        for (Compared drive : drives) {
            Reason trouble = drive.trouble();
            if (trouble != null) {
                findings.add(
                        new Finding(Kind.DRIVE_NOT_LISTED, drive.source(), trouble, 1, List.of()));
            }
            drive.items().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey(Comparator.naturalOrder()))
                    .map(entry -> finding(drive.source(), entry.getKey(), entry.getValue()))
                    .forEach(findings::add);
        }
        return findings;
    }

    private static Finding finding(String source, Difference difference, List<Item> items) {
        return new Finding(
                kind(difference),
                source,
                null,
                items.size(),
                items.stream()
                        .limit(Findings.EXAMPLES)
                        .map(item -> new Place(null, null, null, item.path(), item.id()))
                        .toList());
    }

    private static Kind kind(Difference difference) {
        return switch (difference) {
            case MISSING -> Kind.DRIVE_MISSING;
            case EXTRA -> Kind.DRIVE_EXTRA;
            case STALE -> Kind.DRIVE_STALE;
            case ACCESS -> Kind.DRIVE_ACCESS;
        };
    }
}
