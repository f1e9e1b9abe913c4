package researchpaas.answer.gemini;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import researchpaas.answer.LanguageModel;
import researchpaas.answer.LanguageModel.ModelUnavailable.Why;
import researchpaas.outbound.Call;
import researchpaas.outbound.CallFailed;
import researchpaas.outbound.Credentials;
import researchpaas.outbound.Deadline;
import researchpaas.outbound.Line;
import researchpaas.outbound.OutsideService;
import researchpaas.outbound.Reply;
import researchpaas.outbound.ServerEvents;
import researchpaas.outbound.Tries;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Text from `streamGenerateContent`.
final class GeminiModel implements LanguageModel, AutoCloseable {
    static final String PROVIDER = "gemini";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration LIST_PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_LIST_PAGES = 10;

    /// It becomes part of an address.
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,199}");

    private static final Pattern PAGE = Pattern.compile("[A-Za-z0-9_=.-]{1,2000}");

    private final Credentials credentials;
    private final String thinkingLevel;
    private final int thinkingTokens;
    private final OutsideService<ModelUnavailable> service;

    /// @param thinkingLevel empty for the model's own
    /// @param thinkingTokens added to the most that it may write
    GeminiModel(
            Credentials credentials,
            String thinkingLevel,
            int thinkingTokens,
            Line line,
            Tries tries) {
        this.credentials = credentials;
        this.thinkingLevel = thinkingLevel;
        this.thinkingTokens = thinkingTokens;
        this.service = new OutsideService<>(line, tries, new GeminiRefusals());
    }

    static boolean isName(String model) {
        return NAME.matcher(model).matches();
    }

    /// Google's lists say `models/NAME`.
    static String plain(String model) {
        return model.startsWith("models/") ? model.substring("models/".length()) : model;
    }

    @Override
    public Card card() {
        return new Card(PROVIDER, credentials.model(), 0);
    }

    @Override
    public Completion complete(Prompt prompt, Consumer<String> text) {
        String model = prompt.model() == null ? credentials.model() : plain(prompt.model());
        if (!isName(model)) {
            throw new ModelUnavailable(Why.UNKNOWN_MODEL, "This is no model's name", null);
        }
        Call call =
                new Call(
                        "/models/" + model + ":streamGenerateContent?alt=sse",
                        headers(),
                        request(prompt).toString());
        WrittenText written = new WrittenText(model, text);
        return service.ask(
                call,
                Deadline.in(prompt.within()),
                written::isEmpty,
                reply -> read(reply, written));
    }

    private ObjectNode request(Prompt prompt) {
        ObjectNode request = JSON.createObjectNode();
        request.putObject("systemInstruction")
                .putArray("parts")
                .addObject()
                .put("text", prompt.instructions());
        ArrayNode contents = request.putArray("contents");
        for (Turn turn : prompt.turns()) {
            contents.addObject()
                    .put(
                            "role",
                            switch (turn.speaker()) {
                                case READER -> "user";
                                case MODEL -> "model";
                            })
                    .putArray("parts")
                    .addObject()
                    .put("text", turn.text());
        }
        // no temperature: the models of the third generation want none
        ObjectNode settings = request.putObject("generationConfig");
        settings.put("maxOutputTokens", prompt.mostTokens() + thinkingTokens);
        if (!thinkingLevel.isEmpty()) {
            settings.putObject("thinkingConfig")
                    .put("thinkingLevel", thinkingLevel.toUpperCase(Locale.ROOT));
        }
        // projects since October 2026 store what they are not told to forget
        request.put("store", false);
        return request;
    }

    private static Completion read(Reply reply, WrittenText written) throws IOException {
        ServerEvents events = new ServerEvents(reply.body());
        try {
            String data;
            while ((data = events.next()) != null) {
                written.take(data);
            }
        } catch (CallFailed e) {
            // the text was whole; what broke is what follows it
            if (!written.isFinished() || e.why() == CallFailed.Why.CANCELLED) {
                throw e;
            }
        }
        return written.completion();
    }

    @Override
    public List<Offered> offered() {
        Deadline until = Deadline.in(LIST_PATIENCE);
        List<Offered> offered = new ArrayList<>();
        String next = "";
        for (int page = 0; page < MOST_LIST_PAGES; page++) {
            String path = "/models?pageSize=1000" + (next.isEmpty() ? "" : "&pageToken=" + next);
            JsonNode list =
                    service.ask(
                            new Call(path, headers(), null),
                            until,
                            () -> true,
                            reply -> parse(reply.body().readAllBytes()));
            list.path("models").forEach(model -> add(model, offered));
            next = list.path("nextPageToken").asString("");
            if (!PAGE.matcher(next).matches()) {
                break;
            }
        }
        return List.copyOf(offered);
    }

    private static void add(JsonNode model, List<Offered> offered) {
        boolean writes = false;
        for (JsonNode method : model.path("supportedGenerationMethods")) {
            writes |= method.asString("").equals("generateContent");
        }
        String id = plain(model.path("name").asString(""));
        if (writes && isName(id)) {
            offered.add(
                    new Offered(
                            id,
                            model.path("displayName").asString(id),
                            model.path("inputTokenLimit").asInt(0)));
        }
    }

    private static JsonNode parse(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (JacksonException e) {
            throw WrittenText.garbled();
        }
    }

    private Map<String, String> headers() {
        // not in the address, which proxies write into their logs
        return Map.of("x-goog-api-key", credentials.key());
    }

    @Override
    public void close() {
        service.close();
    }
}
