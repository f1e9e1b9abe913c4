package researchpaas.operate;

import java.util.Arrays;
import java.util.PriorityQueue;
import java.util.Random;

/// How long searches take when so many come at once, by simulation: they come by chance, go to the
/// instance that has least to do, and are worked off in the order in which they came. How much work
/// one is varies by half.
///
/// @param busy the share of the time in which an instance works; from 1 on searches wait longer and
///   longer, and the other figures mean nothing
/// @param half in seconds, as are the others: half of the searches end within it
public record Waiting(double busy, double half, double most, double nearlyAll) {
    private static final int SEARCHES = 200_000;

    /// @param rate searches a second
    /// @param work of one, in CPU-seconds
    /// @param cores of an instance
    public static Waiting simulate(double rate, double work, double cores, int instances) {
        Random random = new Random(42);
        double[] took = new double[SEARCHES];
        PriorityQueue<Double> free = new PriorityQueue<>();
        for (int i = 0; i < instances; i++) {
            free.add(0.0);
        }
        double now = 0;
        for (int i = 0; i < SEARCHES; i++) {
            now += -Math.log(1 - random.nextDouble()) / rate;
            double begins = Math.max(now, free.remove());
            double ends = begins + work / cores * (0.5 + random.nextDouble());
            free.add(ends);
            took[i] = ends - now;
        }
        Arrays.sort(took);
        return new Waiting(
                rate * work / cores / instances,
                took[SEARCHES / 2],
                took[SEARCHES * 95 / 100],
                took[SEARCHES * 99 / 100]);
    }
}
