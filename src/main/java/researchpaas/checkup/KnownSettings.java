package researchpaas.checkup;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;

/// The environment variables that the program and its scripts read, and others that people set in
/// their place. Their meanings stand in `settings.properties`, the rest in `settings.txt`.
public final class KnownSettings {
    /// Shorter names are near to too many others.
    private static final int SHORTEST = 8;

    private static final int MOST_EDITS = 2;

    private final Set<String> names;
    private final Set<String> earlier = new HashSet<>();
    private final Map<String, String> defaults = new HashMap<>();
    private final Map<String, String> instead = new HashMap<>();

    private KnownSettings(Set<String> names, List<String> lines) {
        this.names = Set.copyOf(names);
        for (String line : lines) {
            String[] words = line.strip().split(" +", -1);
            switch (words[0]) {
                case "", "#" -> {}
                case "earlier" -> earlier.addAll(List.of(words).subList(1, words.length));
                case "script" -> defaults.put(words[1], words.length > 2 ? words[2] : "");
                case "instead" -> instead.put(words[1], words[2]);
                default -> throw new IllegalStateException("settings.txt: " + line);
            }
        }
    }

    public static KnownSettings load() {
        try (InputStream in = KnownSettings.class.getResourceAsStream("/settings.txt")) {
            if (in == null) {
                throw new IllegalStateException("The program lacks settings.txt");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new KnownSettings(
                    ResourceBundle.getBundle("settings").keySet(), text.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Set<String> names() {
        return names;
    }

    /// Whether the earlier system had it under the same name.
    public boolean isEarlier(String name) {
        return earlier.contains(name);
    }

    /// Of those that the scripts read, with their defaults.
    public Map<String, String> ofScripts() {
        return Map.copyOf(defaults);
    }

    /// What to set where somebody set a name that means nothing here: listed, or by its spelling.
    public Optional<String> instead(String name) {
        String listed = instead.get(name);
        return listed == null ? nearest(name) : Optional.of(listed);
    }

    /// The known name that was probably meant; absent for a known one.
    private Optional<String> nearest(String name) {
        if (names.contains(name) || name.length() < SHORTEST) {
            return Optional.empty();
        }
        return new TreeSet<>(names)
                .stream()
                        .filter(known -> known.length() >= SHORTEST)
                        .filter(known -> edits(name, known) <= MOST_EDITS)
                        .min(Comparator.comparingInt(known -> edits(name, known)));
    }

    /// How many letters must be put in, taken out, exchanged or swapped with their neighbour to
    /// come from one to the other.
    private static int edits(String from, String to) {
        int[][] cost = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, from, to, i, j);
            }
        }
        return cost[from.length()][to.length()];
    }

    private static int cheapest(int[][] cost, String from, String to, int i, int j) {
        boolean same = from.charAt(i - 1) == to.charAt(j - 1);
        int least =
                Math.min(
                        cost[i - 1][j - 1] + (same ? 0 : 1),
                        1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean swapped =
                i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
    }
}
