package researchpaas.api;

import java.util.Locale;
import java.util.function.Function;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import researchpaas.account.Reader;
import researchpaas.ingest.Jobs;
import researchpaas.ingest.Jobs.Job;
import researchpaas.ingest.Reason;

/// A job as JSON, for somebody who may see this much in this language.
@Component
class DescribeJob {
    private final Jobs jobs;
    private final MessageSource messages;

    DescribeJob(Jobs jobs, MessageSource messages) {
        this.jobs = jobs;
        this.messages = messages;
    }

    JobJson describe(Job job, Reader reader, Locale locale) {
        String reading =
                job.progress().reading() == null
                        ? null
                        : jobs.reading(job.id(), reader).orElse(null);
        return JobJson.of(job, reading, sentences(locale));
    }

    Function<Reason, String> sentences(Locale locale) {
        return reason ->
                messages.getMessage(
                        "reason." + reason.code().name(), reason.details().toArray(), locale);
    }
}
