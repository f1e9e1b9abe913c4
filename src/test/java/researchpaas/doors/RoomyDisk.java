package researchpaas.doors;

import researchpaas.operate.StateDisk;

/// A disk with room, until it is told to be full.
public final class RoomyDisk implements StateDisk {
    private static final long MEGABYTE = 1 << 20;

    private volatile long free = 50_000 * MEGABYTE;

    public void leave(long megabytes) {
        free = megabytes * MEGABYTE;
    }

    @Override
    public Space space() {
        return new Space(free, 100_000 * MEGABYTE);
    }
}
