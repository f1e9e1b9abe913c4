package researchpaas.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import researchpaas.ingest.Reason;
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

    static ReconcileJson of(
            Reconcile.Status status,
            Function<Finding.Kind, String> sentence,
            Function<Reason, String> reasons) {
        Reconciliation last = status.last();
        return new ReconcileJson(
                status.running(),
                status.broke(),
                last == null ? null : Result.of(last, f -> FindingJson.of(f, sentence, reasons)));
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
        static Result of(Reconciliation found, Function<Finding, FindingJson> finding) {
            return new Result(
                    found.at(),
                    found.took().toMillis() / 1000.0,
                    found.documents(),
                    found.passages(),
                    found.agrees(),
                    found.findings().stream().map(finding).toList(),
                    found.mended().stream().map(finding).toList());
        }
    }

    /// @param examples inner numbers of the first ones, or a drive's items by path and id
    @Schema(name = "ReconcileFinding")
    record FindingJson(
            String kind,
            String sentence,
            @Schema(description = "The drive that it is about, by the name of its source.")
                    @Nullable String source,
            @Schema(description = "Why the drive could not be listed.") @Nullable String trouble,
            long count,
            List<Finding.Place> examples) {
        static FindingJson of(
                Finding finding,
                Function<Finding.Kind, String> sentence,
                Function<Reason, String> reasons) {
            Reason trouble = finding.trouble();
            return new FindingJson(
                    finding.kind().name().toLowerCase(Locale.ROOT),
                    sentence.apply(finding.kind()),
                    finding.source(),
                    trouble == null ? null : reasons.apply(trouble),
                    finding.count(),
                    finding.examples());
        }
    }
}
