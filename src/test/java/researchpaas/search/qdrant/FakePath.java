package researchpaas.search.qdrant;

import io.qdrant.client.grpc.JsonWithInt.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Where a key points to in a payload: `a`, `a.b`, `a[].b`, `a[0]` (docs, "Filtering", "Nested
/// key").
final class FakePath {
    private static final Pattern STEP =
            Pattern.compile("\\.?(?:\"([^\"]+)\"|([^.\\[\\]\"]+)|\\[(\\d*)\\])");

    private FakePath() {}

    /// What stands there, a list as one value.
    static List<Value> values(Map<String, Value> payload, String key) {
        if (isPlain(key)) {
            return inMap(payload, key);
        }
        List<Value> at = new ArrayList<>();
        boolean first = true;
        var steps = STEP.matcher(key);
        int end = 0;
        while (steps.find() && steps.start() == end) {
            end = steps.end();
            String index = steps.group(3);
            if (index != null) {
                at = inLists(at, index);
            } else {
                String name = steps.group(1) == null ? steps.group(2) : steps.group(1);
                at = first ? inMap(payload, name) : inMaps(at, name);
            }
            first = false;
        }
        if (end != key.length() || first) {
            throw FakeRefusals.wrongInput("Invalid JSON path: '" + key + "'");
        }
        return at;
    }

    private static boolean isPlain(String key) {
        return !key.isEmpty() && key.chars().noneMatch(sign -> ".[]\"".indexOf(sign) >= 0);
    }

    /// What stands there, a list taken apart.
    static List<Value> leaves(Map<String, Value> payload, String key) {
        List<Value> leaves = new ArrayList<>();
        for (Value value : values(payload, key)) {
            if (value.hasListValue()) {
                leaves.addAll(value.getListValue().getValuesList());
            } else {
                leaves.add(value);
            }
        }
        return leaves;
    }

    private static List<Value> inMap(Map<String, Value> fields, String name) {
        Value value = fields.get(name);
        return value == null ? List.of() : List.of(value);
    }

    private static List<Value> inMaps(List<Value> at, String name) {
        return at.stream()
                .filter(Value::hasStructValue)
                .flatMap(value -> inMap(value.getStructValue().getFieldsMap(), name).stream())
                .toList();
    }

    private static List<Value> inLists(List<Value> at, String index) {
        List<Value> found = new ArrayList<>();
        for (Value value : at) {
            if (value.hasListValue()) {
                var list = value.getListValue().getValuesList();
                if (index.isEmpty()) {
                    found.addAll(list);
                } else if (Integer.parseInt(index) < list.size()) {
                    found.add(list.get(Integer.parseInt(index)));
                }
            }
        }
        return found;
    }
}
