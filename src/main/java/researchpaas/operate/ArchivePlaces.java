package researchpaas.operate;

import java.util.Optional;

/// Finds the store behind what a person writes: a folder, or `s3://bucket/prefix`.
public interface ArchivePlaces {
    /// Empty when it is none of this kind.
    ///
    /// @throws IllegalArgumentException never; what cannot be used fails when it is used
    Optional<ArchiveStore> at(String place);
}
