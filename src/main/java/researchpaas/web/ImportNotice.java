package researchpaas.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import researchpaas.account.CurrentReader;
import researchpaas.account.Permission;
import researchpaas.ingest.Jobs;
import researchpaas.ingest.Jobs.Job;
import researchpaas.ingest.Jobs.Outcome;

/// Tells those who manage the library, on the search page, that it is growing: how many files there
/// are is nobody else's business. A periodic scan that finds nothing new is no news.
@ControllerAdvice(assignableTypes = SearchPage.class)
class ImportNotice {
    private final Jobs jobs;
    private final CurrentReader current;

    ImportNotice(Jobs jobs, CurrentReader current) {
        this.jobs = jobs;
        this.current = current;
    }

    /// Of the whole page only: what is put in while somebody types leaves the notice alone.
    @ModelAttribute("importing")
    @Nullable ProgressView importing(HttpServletRequest request) {
        boolean shown =
                request.getRequestURI().equals("/") && current.reader().may(Permission.ADMIN);
        return shown ? running().orElse(null) : null;
    }

    private Optional<ProgressView> running() {
        return jobs.latestOfEach().stream()
                .filter(this::isNews)
                .findFirst()
                .map(job ->
                        ProgressView.of(job, jobs.reading(job.id(), current.reader()).orElse("")));
    }

    private boolean isNews(Job job) {
        return job.isActive()
                && (job.planned() > job.count(Outcome.UNCHANGED) || isFirstOfItsSource(job));
    }

    private boolean isFirstOfItsSource(Job job) {
        return jobs.latest(20).stream()
                .noneMatch(other -> other.source().equals(job.source()) && other.endedAt() != null);
    }
}
