package researchpaas.answer.openai;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import researchpaas.answer.LanguageModel;
import researchpaas.answer.LanguageModel.ModelUnavailable.Why;
import researchpaas.answer.Outages;
import researchpaas.outbound.Call;
import researchpaas.outbound.CallFailed;
import researchpaas.outbound.Credentials;
import researchpaas.outbound.Deadline;
import researchpaas.outbound.Line;
import researchpaas.outbound.OutsideService;
import researchpaas.outbound.OutsideService.Refusal;
import researchpaas.outbound.Reply;
import researchpaas.outbound.ServerEvents;
import researchpaas.outbound.Tries;
import researchpaas.outbound.Tries.Again;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/// Chat completions, streamed.
final class OpenAiModel implements LanguageModel, AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration LIST_PATIENCE = Duration.ofSeconds(10);

    /// Those that the services ask to be tried again after.
    private static final Set<Integer> AGAIN = Set.of(429, 500, 503, 504);

    private final Dialect dialect;
    private final Credentials credentials;
    private final int thinkingTokens;
    private final OutsideService<ModelUnavailable> service;

    /// @param thinkingTokens added to the most that it may write
    OpenAiModel(
            Dialect dialect, Credentials credentials, int thinkingTokens, Line line, Tries tries) {
        this.dialect = dialect;
        this.credentials = credentials;
        this.thinkingTokens = thinkingTokens;
        this.service = new OutsideService<>(line, tries, new Refusals());
    }

    @Override
    public Card card() {
        return new Card(dialect.provider(), credentials.model(), 0);
    }

    @Override
    public Completion complete(Prompt prompt, Consumer<String> text) {
        String model = prompt.model() == null ? credentials.model() : prompt.model();
        Call call = new Call("/chat/completions", headers(), request(prompt, model).toString());
        Written written = new Written(model, text);
        return service.ask(
                call,
                Deadline.in(prompt.within()),
                written::isEmpty,
                reply -> read(reply, written));
    }

    private ObjectNode request(Prompt prompt, String model) {
        ObjectNode request = JSON.createObjectNode();
        request.put("model", model);
        ArrayNode messages = request.putArray("messages");
        messages.addObject().put("role", "system").put("content", prompt.instructions());
        for (Turn turn : prompt.turns()) {
            messages.addObject()
                    .put(
                            "role",
                            switch (turn.speaker()) {
                                case READER -> "user";
                                case MODEL -> "assistant";
                            })
                    .put("content", turn.text());
        }
        request.put("stream", true);
        request.putObject("stream_options").put("include_usage", true);
        dialect.complete(request, prompt.mostTokens() + thinkingTokens);
        return request;
    }

    private Completion read(Reply reply, Written written) throws IOException {
        ServerEvents events = new ServerEvents(reply.body());
        try {
            String data;
            while ((data = events.next()) != null && !data.equals("[DONE]")) {
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
        return service.ask(
                new Call("/models", headers(), null),
                Deadline.in(LIST_PATIENCE),
                () -> true,
                reply -> {
                    List<Offered> offered = new ArrayList<>();
                    for (JsonNode model : parse(reply.body().readAllBytes()).path("data")) {
                        String id = model.path("id").asString("");
                        if (!id.isEmpty()) {
                            offered.add(
                                    new Offered(
                                            id,
                                            model.path("name").asString(id),
                                            model.path("context_length").asInt(0)));
                        }
                    }
                    return List.copyOf(offered);
                });
    }

    private Map<String, String> headers() {
        return credentials.key().isEmpty()
                ? Map.of()
                : Map.of("Authorization", "Bearer " + credentials.key());
    }

    @Override
    public void close() {
        service.close();
    }

    private static JsonNode parse(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (JacksonException e) {
            throw garbled(e);
        }
    }

    private static ModelUnavailable garbled(@Nullable Throwable cause) {
        // the parser's words hold the service's
        return new ModelUnavailable(
                Why.GARBLED,
                "The service sent what it should not"
                        + (cause == null ? "" : ": " + cause.getClass().getSimpleName()),
                null);
    }

    private Refusal<ModelUnavailable> refusal(int status, JsonNode error) {
        Why why = dialect.why(status, error);
        return new Refusal<>(
                new ModelUnavailable(why, "The service answered " + status, null),
                AGAIN.contains(status) && why == Why.BUSY,
                null);
    }

    private final class Refusals implements OutsideService.Words<ModelUnavailable> {
        @Override
        public ModelUnavailable failed(CallFailed failure) {
            return Outages.of(failure);
        }

        @Override
        public Refusal<ModelUnavailable> refused(int status, String body) {
            JsonNode error;
            try {
                error = JSON.readTree(body).path("error");
            } catch (JacksonException e) {
                error = MissingNode.getInstance();
            }
            return refusal(status, error);
        }
    }

    /// What has arrived of one text.
    private final class Written {
        private final StringBuilder whole = new StringBuilder();
        private final Consumer<String> next;
        private String model;
        private Usage usage = Usage.NONE;
        private String finish = "";
        private boolean begun;

        Written(String model, Consumer<String> next) {
            this.model = model;
            this.next = next;
        }

        boolean isEmpty() {
            return whole.isEmpty();
        }

        boolean isFinished() {
            return !finish.isEmpty();
        }

        void take(String data) {
            JsonNode event;
            try {
                event = JSON.readTree(data);
            } catch (JacksonException e) {
                throw garbled(e);
            }
            if (event.hasNonNull("error")) {
                JsonNode error = event.path("error");
                Refusal<ModelUnavailable> refusal = refusal(status(error), error);
                throw refusal.again() && isEmpty()
                        ? new Again(refusal.failure(), null)
                        : refusal.failure();
            }
            if (!event.path("choices").isArray()) {
                throw garbled(null);
            }
            begun = true;
            model = event.path("model").asString(model);
            usage = usage(event.path("usage"));
            JsonNode choice = event.path("choices").path(0);
            if (!choice.path("delta").path("refusal").asString("").isEmpty()) {
                finish = "content_filter";
            }
            String piece = choice.path("delta").path("content").asString("");
            if (!piece.isEmpty()) {
                whole.append(piece);
                next.accept(piece);
            }
            if (finish.isEmpty()) {
                finish = choice.path("finish_reason").asString("");
            }
        }

        private static int status(JsonNode error) {
            int code = error.path("code").asInt(0);
            return code >= 400 && code < 600 ? code : 500;
        }

        private Usage usage(JsonNode told) {
            if (!told.isObject()) {
                return usage;
            }
            long thinking =
                    told.path("completion_tokens_details").path("reasoning_tokens").asLong(0);
            long output = told.path("completion_tokens").asLong(0);
            return new Usage(
                    told.path("prompt_tokens").asLong(0),
                    Math.max(0, output - thinking),
                    Math.min(output, thinking));
        }

        Completion completion() {
            return switch (finish) {
                case "stop", "length" ->
                        new Completion(whole.toString(), model, usage, finish.equals("stop"));
                case "content_filter" ->
                        throw new ModelUnavailable(
                                Why.REFUSED, "The service refuses to write on this", null);
                case "" ->
                        throw begun
                                ? new ModelUnavailable(
                                        Why.UNREACHABLE, "The text ended in the middle", null)
                                : garbled(null);
                default -> throw garbled(null);
            };
        }
    }
}
