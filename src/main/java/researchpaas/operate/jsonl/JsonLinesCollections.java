package researchpaas.operate.jsonl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import researchpaas.operate.TestCollection;
import researchpaas.operate.TestCollection.Item;
import researchpaas.operate.TestCollections;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Component
class JsonLinesCollections implements TestCollections {
    private final JsonMapper json = JsonMapper.shared();

    @Override
    public TestCollection read(Path folder) {
        try {
            return new TestCollection(
                    folder.toRealPath().getFileName().toString(),
                    items(folder.resolve("docs.jsonl")),
                    items(folder.resolve("queries.jsonl")),
                    grades(folder.resolve("qrels.tsv")));
        } catch (IOException e) {
            throw new UnreadableCollection(
                    "%s is no test collection: docs.jsonl, queries.jsonl and qrels.tsv are needed."
                            .formatted(folder),
                    e);
        }
    }

    private List<Item> items(Path file) throws IOException {
        List<Item> items = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            try {
                JsonNode item = json.readTree(line);
                items.add(
                        new Item(
                                item.required("id").asString(),
                                item.path("title").asString(""),
                                item.required("text").asString()));
            } catch (JacksonException | IllegalArgumentException e) {
                throw wrong(file, items.size() + 1, e);
            }
        }
        return items;
    }

    /// A line whose grade is no number is a heading.
    private static Map<String, Map<String, Integer>> grades(Path file) throws IOException {
        Map<String, Map<String, Integer>> grades = new HashMap<>();
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            String[] parts = line.split("\t", -1);
            if (number == 1 && !parts[parts.length - 1].matches("-?\\d+")) {
                continue;
            }
            try {
                grades.computeIfAbsent(parts[0], _ -> new HashMap<>())
                        .put(parts[1], Integer.parseInt(parts[parts.length - 1]));
            } catch (ArrayIndexOutOfBoundsException | NumberFormatException e) {
                throw wrong(file, number, e);
            }
        }
        return grades;
    }

    private static UnreadableCollection wrong(Path file, int line, Exception cause) {
        return new UnreadableCollection("Line %d of %s is wrong.".formatted(line, file), cause);
    }
}
