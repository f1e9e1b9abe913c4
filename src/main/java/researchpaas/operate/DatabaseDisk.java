package researchpaas.operate;

/// Where the database's own bytes lie.
public interface DatabaseDisk {
    /// Whether the disk that holds the database holds those archives as well; false for a database
    /// on another computer.
    boolean isSharedWith(ArchiveStore store);
}
