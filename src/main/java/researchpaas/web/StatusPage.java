package researchpaas.web;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import researchpaas.account.Permission;
import researchpaas.account.Requires;
import researchpaas.ingest.Jobs.JobState;
import researchpaas.operate.CheckHealth;
import researchpaas.operate.DescribeProgram;
import researchpaas.operate.DescribeProgram.Memory;
import researchpaas.operate.DescribeProgram.Program;
import researchpaas.operate.Health;
import researchpaas.operate.Health.Symptom;
import researchpaas.operate.StateDisk;

/// How the system is, for its operators: what `/health` tells, in words.
@Controller
class StatusPage {
    private static final long MEGABYTE = 1 << 20;

    private final CheckHealth health;
    private final DescribeProgram program;
    private final MessageSource messages;
    private final WebSettings settings;

    StatusPage(
            CheckHealth health,
            DescribeProgram program,
            MessageSource messages,
            WebSettings settings) {
        this.health = health;
        this.program = program;
        this.messages = messages;
        this.settings = settings;
    }

    @Requires(Permission.ADMIN)
    @GetMapping(path = "/admin/status", produces = MediaType.TEXT_HTML_VALUE)
    String page(Model model, Locale locale) {
        show(model, locale);
        return "status";
    }

    /// The part of the page that changes.
    @Requires(Permission.ADMIN)
    @GetMapping(path = "/admin/status/latest", produces = MediaType.TEXT_HTML_VALUE)
    String latest(Model model, Locale locale) {
        show(model, locale);
        return "status :: status";
    }

    private void show(Model model, Locale locale) {
        Health found = health.check();
        model.addAttribute("status", found.status().name());
        model.addAttribute("checked", When.of(found.at(), settings.zone()));
        model.addAttribute(
                "parts",
                found.parts().stream()
                        .map(part ->
                                PartView.of(
                                        part, sentence(part.symptom(), locale), settings.zone()))
                        .toList());
        Program running = program.describe();
        model.addAttribute("facts", Facts.of(found, running, settings));
    }

    private String sentence(@Nullable Symptom symptom, Locale locale) {
        return symptom == null
                ? ""
                : messages.getMessage(symptom.sentence(), symptom.details().toArray(), locale);
    }

    /// What is to be told beside the states; a memory of -1 is not known.
    record Facts(
            String version,
            @Nullable When since,
            String database,
            String engine,
            String model,
            @Nullable Long behind,
            long running,
            long waiting,
            @Nullable When backup,
            long heap,
            long heapLimit,
            long resident,
            long container,
            long limit,
            long free,
            long disk) {
        static Facts of(Health health, Program program, WebSettings settings) {
            Health.Figures figures = health.figures();
            Memory memory = program.memory();
            StateDisk.Space space = figures.disk();
            return new Facts(
                    program.version(),
                    When.of(program.since(), settings.zone()),
                    switch (figures.database()) {
                        case SQLITE -> "SQLite";
                        case POSTGRESQL -> "PostgreSQL";
                    },
                    figures.engine(),
                    figures.model(),
                    figures.behind(),
                    jobs(figures, JobState.RUNNING),
                    jobs(figures, JobState.WAITING),
                    When.of(figures.provedBackup(), settings.zone()),
                    memory.heap() / MEGABYTE,
                    memory.heapLimit() / MEGABYTE,
                    megabytes(memory.resident()),
                    megabytes(memory.container()),
                    megabytes(memory.limit()),
                    space == null ? -1 : space.freeMegabytes(),
                    space == null ? -1 : space.wholeMegabytes());
        }

        private static long jobs(Health.Figures figures, JobState state) {
            return figures.jobs().stream().filter(job -> job.state() == state).count();
        }

        private static long megabytes(@Nullable Long bytes) {
            return bytes == null ? -1 : bytes / MEGABYTE;
        }
    }
}
