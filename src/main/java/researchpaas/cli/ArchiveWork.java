package researchpaas.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import researchpaas.operate.Manifest;
import researchpaas.operate.Progress;
import researchpaas.operate.Refusal;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What the commands about archives share. They use the parts of the program that they need and no
/// server: one that runs is not disturbed.
record ArchiveWork(Messages messages, PrintWriter out, PrintWriter err, boolean json) {
    /// The caller closes it. Each bean is made when it is asked for.
    static ConfigurableApplicationContext context() {
        SpringApplication application = new SpringApplication();
        application.addPrimarySources(List.of(NothingStarts.class));
        application.setSources(
                Set.of("researchpaas.audit", "researchpaas.document", "researchpaas.operate"));
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setLazyInitialization(true);
        return application.run();
    }

    /// On standard error, a line a step.
    Progress progress() {
        return (step, table) -> {
            if (!json) {
                err.println(messages.text("backup." + step, table));
            }
        };
    }

    int refused(Refusal refusal) {
        if (json) {
            out.println(
                    object().put("result", "refused")
                            .put("reason", refusal.why().name())
                            .put("detail", refusal.detail())
                            .toPrettyString());
        }
        throw new CommandFailed(messages.text("backup.refused." + refusal.why(), refusal.detail()));
    }

    /// @param sentence the key of what to say about it
    int done(String sentence, String archive, Manifest manifest) {
        if (json) {
            out.println(
                    object().put("result", sentence.substring(sentence.indexOf('.') + 1))
                            .put("archive", archive)
                            .put("created", manifest.created().toString())
                            .put("format", manifest.format())
                            .put("schema", manifest.schema())
                            .put("program", manifest.program())
                            .put("tables", manifest.parts().size())
                            .put("rows", manifest.rows())
                            .put("bytes", manifest.bytes())
                            .toPrettyString());
        } else {
            out.println(
                    messages.text(
                            sentence, archive, manifest.rows(), manifest.created().toString()));
        }
        return 0;
    }

    private static ObjectNode object() {
        return JsonMapper.shared().createObjectNode();
    }
}
