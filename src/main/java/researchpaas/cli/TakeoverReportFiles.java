package researchpaas.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;
import researchpaas.takeover.PointsReport;
import researchpaas.takeover.TakeoverReport;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The report of a takeover as JSON for programs, and as files: that, and a page in either language
/// to be read, printed and signed.
final class TakeoverReportFiles {
    private final ITemplateEngine templates;
    private final @Nullable TakeoverReport rows;
    private final @Nullable PointsReport points;
    private final boolean complete;

    /// @param rows of the database, absent where none was taken over; the same for the points
    /// @param complete all of it
    TakeoverReportFiles(
            ApplicationContext context,
            @Nullable TakeoverReport rows,
            @Nullable PointsReport points,
            boolean complete) {
        this.templates = context.getBean(ITemplateEngine.class);
        this.rows = rows;
        this.points = points;
        this.complete = complete;
    }

    /// What is said of the database, and beside it `chroma`.
    String json() {
        JsonMapper json = JsonMapper.shared();
        ObjectNode report =
                rows == null ? json.createObjectNode() : json.<ObjectNode>valueToTree(rows);
        if (points != null) {
            report.set("chroma", json.valueToTree(points));
            report.put("complete", complete);
        }
        return json.writerWithDefaultPrettyPrinter().writeValueAsString(report);
    }

    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("takeover-report.json"), json());
        Map<String, @Nullable Object> parts = new HashMap<>();
        parts.put("report", rows);
        parts.put("points", points);
        for (Locale language : List.of(Locale.ENGLISH, Locale.JAPANESE)) {
            Files.writeString(
                    folder.resolve("takeover-report." + language.getLanguage() + ".html"),
                    templates.process("takeover-report", new Context(language, parts)));
        }
    }
}
