package researchpaas.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import researchpaas.account.Permission;
import researchpaas.account.Requires;
import researchpaas.operate.Reconcile;

@RestController
@Tag(name = "Reconcile", description = "Whether database and search index agree.")
class ReconcileApi {
    private final Reconcile reconcile;
    private final DescribeJob description;
    private final MessageSource messages;

    ReconcileApi(Reconcile reconcile, DescribeJob description, MessageSource messages) {
        this.reconcile = reconcile;
        this.description = description;
        this.messages = messages;
    }

    @Requires(Permission.ADMIN)
    @PostMapping("/reconcile")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Compare the database with itself, the search index and the followed drives",
            description =
                    "Answers at once; ask with GET until running is false. While one runs, a second request starts nothing.")
    ReconcileJson start(
            @Parameter(description = "true: mends what it finds, then compares again.")
                    @RequestParam(required = false)
                    @Nullable String mend,
            @Parameter(hidden = true) Locale locale) {
        reconcile.start(Parameters.flag("mend", mend));
        return found(locale);
    }

    @Requires(Permission.ADMIN)
    @GetMapping("/reconcile")
    @Operation(
            summary = "What the newest comparison found",
            description = "A comparison runs every night, and whenever somebody asks for one.")
    ReconcileJson found(@Parameter(hidden = true) Locale locale) {
        return ReconcileJson.of(
                reconcile.status(),
                kind -> messages.getMessage("reconcile." + kind.name(), null, locale),
                description.sentences(locale));
    }
}
