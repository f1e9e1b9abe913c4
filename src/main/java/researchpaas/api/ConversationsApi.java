package researchpaas.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import researchpaas.account.CurrentReader;
import researchpaas.account.Permission;
import researchpaas.account.Requires;
import researchpaas.answer.Conversation;
import researchpaas.answer.ConversationId;
import researchpaas.answer.ManageConversations;
import researchpaas.answer.RecallConversation;
import researchpaas.answer.RecallConversation.Recalled;
import researchpaas.answer.ReplayAnswer;
import researchpaas.api.ConversationJson.Head;
import tools.jackson.databind.json.JsonMapper;

/// One's own conversations. Another's is as good as none, for administrators too.
@RestController
@Tag(
        name = "Conversations",
        description =
                "What you asked and were answered. Sources are read again each time: what you may not see any more is not shown.")
class ConversationsApi {
    private static final String ID = "/api/v1/conversations/{id}";
    private static final String MARKDOWN = "text/markdown";

    private enum Format {
        JSON,
        MARKDOWN
    }

    private static final Map<String, Format> FORMATS =
            Map.of("json", Format.JSON, "markdown", Format.MARKDOWN);

    private final ManageConversations conversations;
    private final RecallConversation recall;
    private final ReplayAnswer replay;
    private final DescribeAnswer description;
    private final CurrentReader current;
    private final JsonMapper json;

    ConversationsApi(
            ManageConversations conversations,
            RecallConversation recall,
            ReplayAnswer replay,
            DescribeAnswer description,
            CurrentReader current,
            JsonMapper json) {
        this.conversations = conversations;
        this.recall = recall;
        this.replay = replay;
        this.description = description;
        this.current = current;
        this.json = json;
    }

    @Requires(Permission.ASK)
    @GetMapping("/api/v1/conversations")
    @Operation(summary = "Your conversations, the one that was last added to first")
    ConversationList list(
            @RequestParam(required = false)
                    @Schema(type = "integer", minimum = "0", defaultValue = "0")
                    @Nullable String offset,
            @RequestParam(required = false)
                    @Schema(type = "integer", minimum = "1", maximum = "100", defaultValue = "50")
                    @Nullable String limit) {
        return new ConversationList(
                conversations
                        .list(
                                current.reader(),
                                Parameters.wholeNumber("offset", offset, 0, 0, Integer.MAX_VALUE),
                                Parameters.wholeNumber("limit", limit, 50, 1, 100))
                        .stream()
                        .map(Head::of)
                        .toList());
    }

    @Requires(Permission.ASK)
    @GetMapping(ID)
    @Operation(summary = "A conversation with its questions and answers")
    ConversationJson one(
            @PathVariable @Schema(type = "integer", minimum = "1") String id,
            @Parameter(hidden = true) Locale locale) {
        return ConversationJson.of(recalled(id), description.words(locale));
    }

    @Requires(Permission.ASK)
    @PutMapping(ID)
    @Operation(summary = "Give a conversation another title")
    Head rename(
            @PathVariable @Schema(type = "integer", minimum = "1") String id,
            @RequestParam(required = false)
                    @Schema(
                            requiredMode = Schema.RequiredMode.REQUIRED,
                            minLength = 1,
                            maxLength = Conversation.LONGEST_TITLE)
                    @Nullable String title) {
        String called = Parameters.clean(title);
        if (called.isEmpty() || called.length() > Conversation.LONGEST_TITLE) {
            throw new BadParameter("error.longTitle", "title", Conversation.LONGEST_TITLE + "");
        }
        if (!conversations.rename(id(id), called, current.reader())) {
            throw new NotHere();
        }
        return conversations.find(id(id), current.reader()).map(Head::of).orElseThrow(NotHere::new);
    }

    @Requires(Permission.ASK)
    @DeleteMapping(ID)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Delete a conversation, with all that was asked and answered in it")
    void delete(@PathVariable @Schema(type = "integer", minimum = "1") String id) {
        if (!conversations.delete(id(id), current.reader())) {
            throw new NotHere();
        }
    }

    @Requires(Permission.ASK)
    @GetMapping(ID + "/export")
    @Operation(
            summary = "A conversation as a file",
            description = "As JSON or Markdown; it holds what you may see now.")
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = ConversationJson.class)),
                @Content(mediaType = MARKDOWN, schema = @Schema(type = "string"))
            })
    ResponseEntity<byte[]> export(
            @PathVariable @Schema(type = "integer", minimum = "1") String id,
            @RequestParam(required = false)
                    @Schema(
                            allowableValues = {"json", "markdown"},
                            defaultValue = "json")
                    @Nullable String format,
            @Parameter(hidden = true) Locale locale) {
        Format chosen = Parameters.oneOf("format", format, FORMATS, Format.JSON);
        ConversationJson conversation =
                ConversationJson.of(recalled(id), description.words(locale));
        return switch (chosen) {
            case JSON ->
                    file(
                            id + ".json",
                            MediaType.APPLICATION_JSON,
                            json.writerWithDefaultPrettyPrinter().writeValueAsString(conversation));
            case MARKDOWN ->
                    file(
                            id + ".md",
                            new MediaType("text", "markdown", StandardCharsets.UTF_8),
                            ConversationText.of(conversation, description.words(locale)));
        };
    }

    private static ResponseEntity<byte[]> file(String name, MediaType type, String text) {
        return ResponseEntity.ok()
                .contentType(type)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("conversation-" + name)
                                .build()
                                .toString())
                .body(text.getBytes(StandardCharsets.UTF_8));
    }

    @Requires(Permission.ASK)
    @PostMapping(ID + "/exchanges/{number}/replay")
    @Operation(
            summary = "Ask a question again and compare",
            description =
                    "Of the library as it is now: which passages are the same, were changed, are gone or new, and what is said now. Nothing is kept.")
    ReplayJson replay(
            @PathVariable @Schema(type = "integer", minimum = "1") String id,
            @PathVariable @Schema(type = "integer", minimum = "1") String number,
            @Parameter(hidden = true) Locale locale) {
        int ordinal = (int) Math.min(Parameters.id("number", number), Integer.MAX_VALUE);
        return switch (replay.replay(id(id), ordinal, current.reader())) {
            case ReplayAnswer.Outcome.Replayed replayed ->
                    ReplayJson.of(replayed, description.describe(replayed.now(), null, locale));
            case ReplayAnswer.Outcome.Refused(var why) -> throw Asked.refusal(why);
        };
    }

    private Recalled recalled(String id) {
        return recall.recall(id(id), current.reader()).orElseThrow(NotHere::new);
    }

    private static ConversationId id(String text) {
        return new ConversationId(Parameters.id("id", text));
    }

    @Schema(name = "Conversations")
    record ConversationList(List<Head> conversations) {}
}
