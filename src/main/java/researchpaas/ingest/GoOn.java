package researchpaas.ingest;

/// Whether a running job may go on. Asked at a file's boundary, where stopping leaves nothing half.
interface GoOn {
    GoOn ALWAYS = () -> {};

    /// @throws Stopped when it may not
    void check();

    /// Says nothing of the source or of a file.
    final class Stopped extends RuntimeException {
        private final boolean cancelled;

        /// @param cancelled by a person; else another run has the source by now
        Stopped(boolean cancelled) {
            super(cancelled ? "Somebody cancelled the job" : "The lease is lost");
            this.cancelled = cancelled;
        }

        boolean isCancelled() {
            return cancelled;
        }
    }
}
