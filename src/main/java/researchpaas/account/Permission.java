package researchpaas.account;

/// What somebody may do, whatever it is done to. Which documents there are for him is another
/// question: that is decided by the [Principal]s that he holds.
public enum Permission {
    /// Search, read, download.
    READ,
    /// Have questions answered.
    ASK,
    /// Put files in, and take one's own out again.
    WRITE,
    /// Take out what others put in.
    DELETE,
    /// Give others access.
    SHARE,
    /// Manage sources and people. It opens no document.
    ADMIN,
    /// Read the figures of how the program runs. They hold nothing of the library's content.
    WATCH
}
