package researchpaas.ingest.extract.table;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A table whose rows name their cells. A name that shows up later becomes a further column.
final class NamedRows {
    /// Names beyond these are left out.
    private static final int MOST_NAMES = 2_000;

    private final String name;
    private final Map<String, Integer> places = new HashMap<>();
    private @Nullable TableText table;

    /// @param name heads the table; may be empty
    NamedRows(String name) {
        this.name = name;
    }

    /// @param row in the order of its columns
    void add(Map<String, String> row) {
        TableText known = table;
        if (known == null) {
            List<String> names = row.keySet().stream().limit(MOST_NAMES).toList();
            names.forEach(one -> places.put(one, places.size()));
            known = new TableText(name, names);
            table = known;
        }
        for (String one : row.keySet()) {
            if (places.size() < MOST_NAMES && places.putIfAbsent(one, places.size()) == null) {
                known.column(one);
            }
        }
        String[] cells = new String[places.size()];
        Arrays.fill(cells, "");
        row.forEach((one, value) -> {
            Integer place = places.get(one);
            if (place != null) {
                cells[place] = value;
            }
        });
        known.row(Arrays.asList(cells));
    }

    /// Call once, behind the last row.
    ///
    /// @param unread how many rows could not be read
    TableText.Written end(long unread) {
        return table == null ? new TableText(name).end() : table.end(unread);
    }
}
