package researchpaas.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import researchpaas.operate.BuildIndex.Step;
import researchpaas.operate.Finding;
import researchpaas.operate.SwitchIndex.Status;
import researchpaas.operate.SwitchReport;
import researchpaas.search.CompareAnswers.Compared;
import researchpaas.search.IndexChoices.Choice;

/// Which index serves, and how a switch goes.
@Schema(name = "Index")
record IndexJson(
        @Schema(description = "What this instance searches.") Choice serves,
        @Schema(description = "What the database says serves; an instance follows it soon.")
                Choice active,
        @Schema(description = "What the settings ask for; it holds for an empty library.")
                Choice configured,
        @Schema(description = "Kept for going back.") @Nullable Choice previous,
        @Schema(description = "Being built beside the one that serves.") @Nullable Choice building,
        @Schema(description = "How far this instance is with it; null where another one works.")
                @Nullable StepJson step,
        @Schema(description = "The new index does not answer; it is tried again.") boolean waiting,
        @Schema(description = "The indexes there are, as engine/model.") List<String> held,
        List<String> engines,
        List<String> models,
        @Schema(
                        description =
                                "The newest switch, whichever instance made it; null while one is under way.")
                @Nullable ReportJson last) {

    static IndexJson of(Status status, Function<Finding.Kind, String> sentence) {
        SwitchReport last = status.last();
        Step step = status.step();
        return new IndexJson(
                status.serves(),
                status.standing().active(),
                status.configured(),
                status.standing().previous(),
                status.standing().building(),
                step == null ? null : StepJson.of(step),
                status.broke(),
                status.held(),
                status.engines(),
                status.models(),
                last == null ? null : ReportJson.of(last, sentence));
    }

    /// @param all null where nobody knows
    @Schema(name = "IndexStep")
    record StepJson(
            @Schema(allowableValues = {"vectors", "index", "proof"}) String stage,
            long done,
            @Nullable Long all) {
        static StepJson of(Step step) {
            return new StepJson(
                    step.stage().name().toLowerCase(Locale.ROOT), step.done(), step.all());
        }
    }

    @Schema(name = "IndexSwitchReport")
    record ReportJson(
            Choice from,
            Choice to,
            @JsonProperty("started_at") Instant startedAt,
            @JsonProperty("ended_at") Instant endedAt,
            @JsonProperty("vectors_computed") long vectorsComputed,
            @Schema(description = "What the former index held; null where it did not answer.")
                    SwitchReport.@Nullable Held before,
            SwitchReport.Held after,
            @Schema(description = "Documents of the database that were compared.") long documents,
            long passages,
            @Schema(description = "In what the new index and the database differ; empty is proof.")
                    List<DifferenceJson> differences,
            SwitchReport.Vectors vectors,
            @Schema(description = "First ten documents of both; null without the former index.")
                    @Nullable Compared answers,
            @Schema(description = "Searches use the new index.") boolean switched) {
        static ReportJson of(SwitchReport report, Function<Finding.Kind, String> sentence) {
            return new ReportJson(
                    report.from(),
                    report.to(),
                    report.startedAt(),
                    report.endedAt(),
                    report.vectorsComputed(),
                    report.before(),
                    report.after(),
                    report.documents(),
                    report.passages(),
                    report.differences().stream()
                            .map(finding -> DifferenceJson.of(finding, sentence))
                            .toList(),
                    report.vectors(),
                    report.answers(),
                    report.switched());
        }
    }

    @Schema(name = "IndexDifference")
    record DifferenceJson(String kind, String sentence, long count, List<Finding.Place> examples) {
        static DifferenceJson of(Finding finding, Function<Finding.Kind, String> sentence) {
            return new DifferenceJson(
                    finding.kind().name().toLowerCase(Locale.ROOT),
                    sentence.apply(finding.kind()),
                    finding.count(),
                    finding.examples());
        }
    }
}
