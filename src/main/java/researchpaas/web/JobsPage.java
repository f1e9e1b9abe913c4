package researchpaas.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import researchpaas.account.CurrentReader;
import researchpaas.account.Permission;
import researchpaas.account.Requires;
import researchpaas.audit.AuditAction;
import researchpaas.audit.AuditEvent;
import researchpaas.audit.AuditLog;
import researchpaas.audit.Subject;
import researchpaas.ingest.IngestLibrary;
import researchpaas.ingest.Jobs;
import researchpaas.ingest.Jobs.FileReport;
import researchpaas.ingest.Jobs.Job;
import researchpaas.ingest.Reason;
import researchpaas.operate.Finding;
import researchpaas.operate.Reconcile;
import researchpaas.operate.Reconciliation;
import researchpaas.operate.SwitchIndex;
import researchpaas.search.IndexChoices.Choice;
import researchpaas.web.JobView.FileView;
import researchpaas.web.JobView.ScanView;

/// The scans of the library's sources: how far they are, and what became of each file.
@Controller
class JobsPage {
    private static final int JOBS = 10;
    private static final int PROBLEMS = 50;
    private static final int FILES = 100;
    private static final int BATCH = 1000;

    private final IngestLibrary ingest;
    private final Jobs jobs;
    private final CurrentReader current;
    private final AuditLog audit;
    private final MessageSource messages;
    private final WebSettings settings;
    private final Reconcile reconcile;
    private final SwitchIndex move;

    JobsPage(
            IngestLibrary ingest,
            Jobs jobs,
            CurrentReader current,
            AuditLog audit,
            MessageSource messages,
            WebSettings settings,
            Reconcile reconcile,
            SwitchIndex move) {
        this.ingest = ingest;
        this.jobs = jobs;
        this.current = current;
        this.audit = audit;
        this.messages = messages;
        this.settings = settings;
        this.reconcile = reconcile;
        this.move = move;
    }

    @Requires(Permission.ADMIN)
    @GetMapping(path = "/jobs", produces = MediaType.TEXT_HTML_VALUE)
    String page(Model model, Locale locale) {
        show(model, locale);
        return "jobs";
    }

    /// The part of the page that changes while a scan runs.
    @Requires(Permission.ADMIN)
    @GetMapping(path = "/jobs/latest", produces = MediaType.TEXT_HTML_VALUE)
    String latest(Model model, Locale locale) {
        show(model, locale);
        return "jobs :: jobs";
    }

    @Requires(Permission.ADMIN)
    @PostMapping("/jobs")
    String scan(
            @RequestHeader(name = "HX-Request", required = false) @Nullable String htmx,
            Model model,
            Locale locale) {
        ingest.start().forEach(this::record);
        return htmx == null ? "redirect:/jobs" : latest(model, locale);
    }

    private void record(Job job) {
        audit.record(
                AuditEvent.done(
                        AuditAction.SYNC_STARTED,
                        current.actor(),
                        Subject.of(Subject.Kind.SOURCE, job.source())));
    }

    @Requires(Permission.ADMIN)
    @GetMapping(path = "/jobs/{id:\\d{1,18}}", produces = MediaType.TEXT_HTML_VALUE)
    String job(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String offset,
            Model model,
            Locale locale) {
        Job job = jobs.find(id).orElseThrow(NotFound::new);
        int from = SearchForm.offset(offset);
        List<FileReport> files = jobs.files(id, from, FILES + 1);
        model.addAttribute("job", view(job, locale));
        model.addAttribute(
                "files", files.stream().limit(FILES).map(file -> view(file, locale)).toList());
        model.addAttribute(
                "previous",
                from == 0 ? null : "/jobs/" + id + "?offset=" + Math.max(0, from - FILES));
        model.addAttribute(
                "next", files.size() > FILES ? "/jobs/" + id + "?offset=" + (from + FILES) : null);
        return "job";
    }

    private void show(Model model, Locale locale) {
        List<Job> latest = jobs.latestOfEach();
        List<Job> earlier =
                jobs.latest(JOBS).stream().filter(job -> !isOneOf(latest, job)).toList();
        List<ScanView> scans = latest.stream().map(job -> scan(job, locale)).toList();
        model.addAttribute("latest", scans);
        model.addAttribute("disagreements", disagreements());
        model.addAttribute("earlier", earlier.stream().map(job -> view(job, locale)).toList());
        Optional<Choice> moving = move.building();
        model.addAttribute(
                "moving", moving.map(to -> to.engine() + " / " + to.model()).orElse(null));
        model.addAttribute("step", move.step().orElse(null));
        model.addAttribute(
                "active",
                moving.isPresent()
                        || Stream.concat(latest.stream(), earlier.stream())
                                .anyMatch(Job::isActive));
    }

    private long disagreements() {
        Reconciliation compared = reconcile.status().last();
        return compared == null ? 0 : compared.findings().stream().mapToLong(Finding::count).sum();
    }

    private static boolean isOneOf(List<Job> jobs, Job one) {
        return jobs.stream().anyMatch(job -> job.id() == one.id());
    }

    private ScanView scan(Job job, Locale locale) {
        List<FileView> problems = problems(job, locale);
        return new ScanView(
                view(job, locale),
                problems.stream().limit(PROBLEMS).toList(),
                problems.size() > PROBLEMS);
    }

    private JobView view(Job job, Locale locale) {
        return JobView.of(job, reading(job), trouble(job, locale), settings.zone());
    }

    private String reading(Job job) {
        return job.progress().reading() == null
                ? ""
                : jobs.reading(job.id(), current.reader()).orElse("");
    }

    /// Files come by path, so the few that failed are picked out of all; one more than is shown
    /// tells that there are more.
    private List<FileView> problems(Job job, Locale locale) {
        List<FileView> problems = new ArrayList<>();
        int from = 0;
        List<FileReport> batch;
        do {
            batch = hasProblems(job) ? jobs.files(job.id(), from, BATCH) : List.of();
            batch.stream()
                    .filter(file -> file.reason() != null)
                    .map(file -> view(file, locale))
                    .forEach(problems::add);
            from += BATCH;
        } while (batch.size() == BATCH && problems.size() <= PROBLEMS);
        return problems;
    }

    private static boolean hasProblems(Job job) {
        return job.count(Jobs.Outcome.SKIPPED) + job.count(Jobs.Outcome.FAILED) > 0;
    }

    private FileView view(FileReport file, Locale locale) {
        Reason reason = file.reason();
        return new FileView(
                file.path(), file.outcome().name(), reason == null ? "" : sentence(reason, locale));
    }

    private String trouble(Job job, Locale locale) {
        Reason trouble = job.trouble();
        return trouble == null ? "" : sentence(trouble, locale);
    }

    private String sentence(Reason reason, Locale locale) {
        return messages.getMessage(
                "reason." + reason.code().name(), reason.details().toArray(), locale);
    }
}
