package researchpaas.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import researchpaas.account.CurrentReader;
import researchpaas.account.Permission;
import researchpaas.account.Requires;
import researchpaas.answer.Answer;
import researchpaas.answer.AskInConversation;
import researchpaas.answer.AskInConversation.Asking;
import researchpaas.answer.Citation;
import researchpaas.answer.Statement;
import researchpaas.api.AnswerJson.ActionJson;
import researchpaas.api.AnswerJson.CitationJson;
import researchpaas.document.Document;
import researchpaas.document.DocumentFile;
import researchpaas.edge.WhileAwaited;

/// The existing system's consultation, answered by the same question and proof as everything else.
@RestController
@Tag(name = "Answers")
class ConsultationApi {
    private final AskInConversation ask;
    private final CurrentReader current;
    private final DescribeAnswer description;

    ConsultationApi(AskInConversation ask, CurrentReader current, DescribeAnswer description) {
        this.ask = ask;
        this.current = current;
        this.description = description;
    }

    @Requires(Permission.ASK)
    @PostMapping("/api/consultation")
    @Operation(
            summary = "Ask a question, in the existing system's shape",
            description =
                    "The advice is plain text: a statement a line, each with the numbers of its sources, which stand below it. Nothing is kept.")
    Consultation consult(
            @RequestBody(required = false) @Nullable ConsultationRequest body,
            @Parameter(hidden = true) Locale locale,
            @Parameter(hidden = true) HttpServletRequest http) {
        ConsultationRequest asked = body == null ? new ConsultationRequest(null, null, null) : body;
        AskInConversation.Request request =
                Asked.request(
                        Asked.question("query", asked.query()),
                        asked.consultationType(),
                        asked.model());
        try (Asking asking =
                Asked.opened(ask.open(request, current.reader(), current.standing()))) {
            return consultation(
                    WhileAwaited.run(http, () -> asking.run(_ -> {}), asking::leave).answer(),
                    description.words(locale));
        }
    }

    private static Consultation consultation(Answer answer, AnswerWords words) {
        return new Consultation(
                advice(answer, words),
                answer.related().stream()
                        .map(related -> RelatedJson.of(related.document()))
                        .toList(),
                answer.datasets().stream().map(dataset -> DataJson.of(dataset.document())).toList(),
                answer.nextActions().stream().map(words::action).map(ActionJson::text).toList(),
                answer.statements().stream()
                        .flatMap(statement -> statement.citations().stream())
                        .map(CitationJson::of)
                        .toList());
    }

    private static String advice(Answer answer, AnswerWords words) {
        if (answer instanceof Answer.NotFound) {
            return words.text("answer.notFound");
        }
        List<String> lines = new ArrayList<>();
        List<String> sources = new ArrayList<>();
        for (Statement statement : answer.statements()) {
            StringBuilder line = new StringBuilder(statement.text());
            for (Citation citation : statement.citations()) {
                String source =
                        words.text(
                                "answer.source", citation.title(), String.valueOf(citation.page()));
                if (!sources.contains(source)) {
                    sources.add(source);
                }
                line.append(" [").append(sources.indexOf(source) + 1).append(']');
            }
            lines.add(line.toString());
        }
        lines.add("");
        for (int i = 0; i < sources.size(); i++) {
            lines.add("[" + (i + 1) + "] " + sources.get(i));
        }
        return String.join("\n", lines);
    }

    @Schema(name = "ConsultationRequest")
    record ConsultationRequest(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, minLength = 1, maxLength = 1000)
                    @Nullable String query,
            @JsonProperty("consultation_type")
                    @Schema(
                            allowableValues = {"general", "database", "planning"},
                            defaultValue = "general")
                    @Nullable String consultationType,
            @Schema(description = "Another model of the configured service.")
                    @Nullable String model) {}

    @Schema(name = "Consultation")
    record Consultation(
            String advice,
            @JsonProperty("related_documents") List<RelatedJson> relatedDocuments,
            @JsonProperty("relevant_datasets") List<DataJson> relevantDatasets,
            @JsonProperty("next_actions") List<String> nextActions,
            @Schema(description = "What proves the advice; not in the existing system.")
                    List<CitationJson> citations) {}

    @Schema(name = "RelatedDocument")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record RelatedJson(
            @Schema(allowableValues = {"paper", "poster", "dataset"}) String type,
            long id,
            String title,
            @JsonProperty("file_name") String fileName,
            String authors,
            @JsonProperty("abstract") String summary,
            @JsonProperty("file_size") long fileSize,
            String url) {
        static RelatedJson of(Document document) {
            DocumentFile file = document.files().getFirst();
            return new RelatedJson(
                    document.key().category().word(),
                    document.key().number(),
                    document.title(),
                    file.name(),
                    String.join(", ", document.authors()),
                    document.summary(),
                    file.size(),
                    AnswerJson.LinkedDocument.url(document.key()));
        }
    }

    @Schema(name = "RelevantData")
    record DataJson(
            String type,
            long id,
            String name,
            String description,
            @JsonProperty("file_count") int fileCount,
            @JsonProperty("total_size") long totalSize,
            String url) {
        static DataJson of(Document document) {
            return new DataJson(
                    document.key().category().word(),
                    document.key().number(),
                    document.title(),
                    document.summary(),
                    document.files().size(),
                    document.files().stream().mapToLong(DocumentFile::size).sum(),
                    AnswerJson.LinkedDocument.url(document.key()));
        }
    }
}
