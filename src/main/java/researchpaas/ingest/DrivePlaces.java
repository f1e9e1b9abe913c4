package researchpaas.ingest;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import researchpaas.ingest.FollowedDrive.Handle;

/// Where the items of a [DriveMirror] lie. Each folder lies in the nearest mount above it or is one
/// itself: a followed folder, or what a shortcut leads to. So a folder that is moved or renamed
/// changes its own row and those below it, and a shortcut one row in all.
public interface DrivePlaces {
    /// Brings every folder's way up to date and drops those that lie nowhere any more. What lies in
    /// a folder whose way changed is unsettled; what lay in one that lies nowhere is lost until the
    /// drive was asked for it.
    void place(SourceId source);

    /// The mounts there are, and what leads from one to another.
    Graph graph(SourceId source);

    /// From now on these mounts are reached and no others. What lies in one that appears, goes, or
    /// is found on another way is unsettled.
    ///
    /// @return whether that changed anything
    boolean reach(SourceId source, Map<String, Way> mounts);

    /// Where shortcuts lead that are within reach, not settled, and whose target is not known or
    /// lost.
    List<Handle> unknownTargets(SourceId source);

    /// Names and ids of the same length, from the followed folder to the item itself.
    record Way(List<String> names, List<String> ids) {
        public Way {
            names = List.copyOf(names);
            ids = List.copyOf(ids);
        }
    }

    /// @param roots the followed folders, by their ids, with their names
    record Graph(Map<String, String> roots, List<Edge> edges) {
        public Graph {
            roots = Map.copyOf(roots);
            edges = List.copyOf(edges);
        }
    }

    /// @param shortcut its id; absent where the second mount simply lies in the first
    /// @param way from the first mount, without its own part, to the second, with its own part
    record Edge(String from, String to, @Nullable String shortcut, Way way) {}
}
