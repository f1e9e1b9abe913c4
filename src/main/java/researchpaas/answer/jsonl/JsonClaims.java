package researchpaas.answer.jsonl;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import researchpaas.answer.ClaimFormat;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Component
class JsonClaims implements ClaimFormat {
    private static final int MOST_QUOTES = 8;

    private final JsonMapper json = JsonMapper.shared();

    @Override
    public Optional<Form> read(String object) {
        try {
            JsonNode root = json.readTree(object);
            return root.isObject() ? Optional.of(form(root)) : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static Form form(JsonNode root) {
        List<Form.Quote> quotes = new ArrayList<>();
        for (JsonNode quote : root.path("quotes")) {
            if (quotes.size() < MOST_QUOTES) {
                quotes.add(new Form.Quote(text(quote, "passage"), text(quote, "words")));
            }
        }
        JsonNode none = root.path("none");
        return new Form(
                text(root, "say"),
                text(root, "next"),
                none.isBoolean() && none.booleanValue(),
                quotes);
    }

    private static String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isString() ? value.stringValue() : "";
    }
}
