package researchpaas.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.ApplicationContext;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;
import researchpaas.takeover.TakeoverReport;
import tools.jackson.databind.json.JsonMapper;

/// The report of a takeover as files: JSON for programs, and a page in either language to be read,
/// printed and signed.
final class TakeoverReportFiles {
    private final ITemplateEngine templates;

    TakeoverReportFiles(ApplicationContext context) {
        this.templates = context.getBean(ITemplateEngine.class);
    }

    void write(TakeoverReport report, Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(
                folder.resolve("takeover-report.json"),
                JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(report));
        for (Locale language : List.of(Locale.ENGLISH, Locale.JAPANESE)) {
            Files.writeString(
                    folder.resolve("takeover-report." + language.getLanguage() + ".html"),
                    templates.process(
                            "takeover-report", new Context(language, Map.of("report", report))));
        }
    }
}
