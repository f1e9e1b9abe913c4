package researchpaas.ingest;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// All drives that are followed now, whoever told of them.
@Component
public class KnownDrives {
    private final List<FollowedDrives> told;

    /// @param told absent when nobody tells of any
    KnownDrives(@Nullable List<FollowedDrives> told) {
        this.told = told == null ? List.of() : List.copyOf(told);
    }

    /// In the order of their names.
    public List<FollowedDrive> all() {
        return told.stream()
                .flatMap(drives -> drives.drives().stream())
                .sorted(Comparator.comparing(FollowedDrive::name))
                .toList();
    }

    public Optional<FollowedDrive> named(String name) {
        return all().stream().filter(drive -> drive.name().equals(name)).findFirst();
    }
}
