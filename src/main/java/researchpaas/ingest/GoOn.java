package researchpaas.ingest;

/// Whether a running job may go on. Asked at a file's boundary, where stopping leaves nothing half.
interface GoOn {
    GoOn ALWAYS = () -> {};

    /// @throws Stopped when it may not
    void check();

    /// Says nothing of the source or of a file.
    final class Stopped extends RuntimeException {
        private final Why why;

        Stopped(Why why) {
            super(why.name());
            this.why = why;
        }

        Why why() {
            return why;
        }

        enum Why {
            /// By a person.
            CANCELLED,
            /// Another run has the source by now.
            LEASE_LOST,
            /// The program is about to end.
            ENDING
        }
    }
}
