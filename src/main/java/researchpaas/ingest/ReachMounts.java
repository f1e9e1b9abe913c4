package researchpaas.ingest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.Stream;
import researchpaas.ingest.DrivePlaces.Edge;
import researchpaas.ingest.DrivePlaces.Graph;
import researchpaas.ingest.DrivePlaces.Way;

/// Which mounts are reached from the followed folders, and where they appear: each once, however
/// many ways lead there, on the way over the fewest shortcuts. What lies in a followed folder thus
/// appears where it lies. Shortcuts that lead in a circle keep nothing alive.
final class ReachMounts {
    private static final Comparator<Step> NEAREST =
            Comparator.comparingInt(Step::shortcuts)
                    .thenComparing(Step::via)
                    .thenComparing(Step::mount)
                    .thenComparing(step -> String.join("/", step.way().ids()));

    private ReachMounts() {}

    private record Step(String mount, int shortcuts, String via, Way way) {}

    static Map<String, Way> of(Graph graph) {
        Map<String, List<Edge>> from = new HashMap<>();
        graph.edges()
                .forEach(edge ->
                        from.computeIfAbsent(edge.from(), _ -> new ArrayList<>()).add(edge));
        PriorityQueue<Step> open = new PriorityQueue<>(NEAREST);
        Map<String, Way> reached = new HashMap<>();
        graph.roots()
                .forEach((id, name) -> {
                    Way way = new Way(List.of(name), List.of(id));
                    reached.put(id, way);
                    open.add(new Step(id, 0, "", way));
                });
        while (!open.isEmpty()) {
            Step step = open.remove();
            if (!step.way().equals(reached.computeIfAbsent(step.mount(), _ -> step.way()))) {
                continue;
            }
            for (Edge edge : from.getOrDefault(step.mount(), List.of())) {
                if (!reached.containsKey(edge.to())) {
                    open.add(over(step, edge));
                }
            }
        }
        return reached;
    }

    private static Step over(Step before, Edge edge) {
        String shortcut = edge.shortcut();
        return new Step(
                edge.to(),
                before.shortcuts() + (shortcut == null ? 0 : 1),
                shortcut == null ? "" : shortcut,
                new Way(
                        both(before.way().names(), edge.way().names()),
                        both(before.way().ids(), edge.way().ids())));
    }

    private static List<String> both(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
