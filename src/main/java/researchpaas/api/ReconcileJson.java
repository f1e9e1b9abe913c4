package researchpaas.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import researchpaas.operate.Finding;
import researchpaas.operate.Reconcile;
import researchpaas.operate.Reconciliation;

/// The answer on a comparison of database and index.
@Schema(name = "Reconcile")
record ReconcileJson(
        boolean running,
        @Schema(
                        description =
                                "The newest one broke off, for example since the index did not answer.")
                boolean broke,
        @Schema(description = "The newest result since the server's start.")
                @Nullable Result last) {

    static ReconcileJson of(Reconcile.Status status, Function<Finding.Kind, String> sentence) {
        Reconciliation last = status.last();
        return new ReconcileJson(
                status.running(), status.broke(), last == null ? null : Result.of(last, sentence));
    }

    /// @param documents rows of documents that were compared
    @Schema(name = "Reconciliation")
    record Result(
            Instant at,
            double seconds,
            long documents,
            long passages,
            @Schema(description = "Everything agrees now.") boolean agrees,
            @Schema(description = "What does not agree now.") List<FindingJson> findings,
            @Schema(description = "What did not agree before it was mended.")
                    List<FindingJson> mended) {
        static Result of(Reconciliation found, Function<Finding.Kind, String> sentence) {
            return new Result(
                    found.at(),
                    found.took().toMillis() / 1000.0,
                    found.documents(),
                    found.passages(),
                    found.agrees(),
                    found.findings().stream().map(f -> FindingJson.of(f, sentence)).toList(),
                    found.mended().stream().map(f -> FindingJson.of(f, sentence)).toList());
        }
    }

    /// @param examples inner numbers of the first ones
    @Schema(name = "ReconcileFinding")
    record FindingJson(String kind, String sentence, long count, List<Finding.Place> examples) {
        static FindingJson of(Finding finding, Function<Finding.Kind, String> sentence) {
            return new FindingJson(
                    finding.kind().name().toLowerCase(Locale.ROOT),
                    sentence.apply(finding.kind()),
                    finding.count(),
                    finding.examples());
        }
    }
}
