package researchpaas.doors;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import researchpaas.ingest.Jobs.FileReport;
import researchpaas.ingest.Jobs.Outcome;
import researchpaas.ingest.Reason;
import researchpaas.ingest.Reason.Code;

/// Shows the pages with the sample library, for looking at them while they are changed.
final class DoorsDemo {
    private DoorsDemo() {}

    public static void main(String[] arguments) {
        ConfigurableApplicationContext context = SpringApplication.run(Doors.class, arguments);
        SampleLibrary.fill(context.getBean(InMemoryLibrary.class));
        InMemoryJobs jobs = context.getBean(InMemoryJobs.class);
        scan(jobs);
        jobs.end(1, null);
        scan(jobs);
        jobs.planned(2, 9);
    }

    private static void scan(InMemoryJobs jobs) {
        long id = jobs.enqueue("folder:library").id();
        jobs.begin(id);
        jobs.planned(id, 5);
        jobs.report(id, new FileReport("paper/図書館の検索.pdf", Outcome.PUBLISHED, null));
        jobs.report(id, new FileReport("paper/long-documents.pdf", Outcome.UNCHANGED, null));
        jobs.report(
                id, new FileReport("poster/scan.pdf", Outcome.SKIPPED, Reason.of(Code.NO_TEXT)));
        jobs.report(
                id,
                new FileReport(
                        "paper/卒業論文（最終版）.pdf",
                        Outcome.FAILED,
                        Reason.of(Code.TOO_LARGE, "120", "100")));
    }
}
