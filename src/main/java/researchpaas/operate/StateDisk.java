package researchpaas.operate;

/// The disk that the program itself writes to: state folder, index, and the file of SQLite.
public interface StateDisk {
    /// The fuller one where there are two. May take long where a disk hangs.
    Space space();

    /// @param free bytes that the program may still write
    /// @param whole bytes of the disk
    record Space(long free, long whole) {
        private static final long MEGABYTE = 1 << 20;

        /// Below it SQLite and the index write nothing any more.
        private static final long NOTHING = 16 * MEGABYTE;

        /// An import of an afternoon, or the merging of an index.
        private static final long LITTLE = 256 * MEGABYTE;

        public long freeMegabytes() {
            return free / MEGABYTE;
        }

        public long wholeMegabytes() {
            return whole / MEGABYTE;
        }

        boolean isFull() {
            return free < NOTHING;
        }

        /// A twentieth of a small disk is enough, of a large one so many bytes are.
        boolean isLow() {
            return free < Math.min(LITTLE, whole / 20 + NOTHING);
        }
    }
}
