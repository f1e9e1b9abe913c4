package researchpaas.operate;

import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import researchpaas.account.Principal;
import researchpaas.account.Reader;
import researchpaas.answer.Answer;
import researchpaas.answer.AnswerQuestion;
import researchpaas.answer.Citation;
import researchpaas.answer.Progress;
import researchpaas.answer.Question;
import researchpaas.answer.Statement;
import researchpaas.document.Access;
import researchpaas.document.Document;
import researchpaas.document.DocumentFile;
import researchpaas.document.DocumentId;
import researchpaas.document.Documents;
import researchpaas.document.FileId;
import researchpaas.document.Page;
import researchpaas.ingest.IngestLibrary;
import researchpaas.ingest.Jobs;
import researchpaas.ingest.Jobs.Job;
import researchpaas.ingest.Jobs.JobState;
import researchpaas.ingest.Ledger;
import researchpaas.operate.AnswerQuestions.Answerable;
import researchpaas.operate.AnswerQuestions.Asked;
import researchpaas.operate.AnswerQuestions.Place;
import researchpaas.search.IndexFollower;

/// Measures answers on questions with known evidence. Each question that can be answered is asked
/// once more by somebody who may not see the documents with its evidence: the gate takes it away,
/// for each question anew. So every document gets an access set of its own, and the library is not
/// to be used for anything else.
@Component
public class EvaluateAnswers {
    private static final int MOST_DOCUMENTS = 10_000;
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final AnswerQuestions questions;
    private final IngestLibrary ingest;
    private final Jobs jobs;
    private final AnswerQuestion answer;
    private final Documents documents;
    private final Access access;
    private final Ledger ledger;
    private final IndexFollower follower;

    EvaluateAnswers(
            AnswerQuestions questions,
            IngestLibrary ingest,
            Jobs jobs,
            AnswerQuestion answer,
            Documents documents,
            Access access,
            Ledger ledger,
            IndexFollower follower) {
        this.questions = questions;
        this.ingest = ingest;
        this.jobs = jobs;
        this.answer = answer;
        this.documents = documents;
        this.access = access;
        this.ledger = ledger;
        this.follower = follower;
    }

    /// @param model that wrote; `none` without one
    /// @param tuning the odd questions of the file, which settings may be chosen by
    /// @param check the even ones
    public record Report(
            String model,
            Measured all,
            Measured tuning,
            Measured check,
            List<Point> curve,
            Speed speed) {
        public Report {
            curve = List.copyOf(curve);
        }
    }

    /// @param citations how many were shown for questions that can be answered
    /// @param proved share of all citations shown whose words stand on the page that they name
    /// @param precision share of the statements to answerable questions that cite needed evidence
    /// @param documents share of the citations that are of a document with needed evidence
    /// @param recall share of the needed evidence that was cited
    /// @param falseRefusals share of the answerable questions that were refused
    /// @param refusedOff share of the questions on other subjects that were refused
    /// @param refusedMissing of those on the library's subjects that it does not answer
    /// @param refusedRemoved of the answerable ones, asked without their evidence
    public record Measured(
            int questions,
            int citations,
            double proved,
            double precision,
            double documents,
            double recall,
            double falseRefusals,
            double refusedOff,
            double refusedMissing,
            double refusedRemoved,
            double millisPerAnswer) {}

    /// How long a reader waits, over all answers, until something is told.
    ///
    /// @param firstStage that the question was taken
    /// @param reading that the search ended
    /// @param firstProved the first statement, in answers that have one
    public record Speed(Waited firstStage, Waited reading, Waited firstProved, Waited whole) {}

    /// @param median in milliseconds
    /// @param most of 95 in 100 answers
    public record Waited(double median, double most) {}

    /// What would be refused if that much evidence were asked for.
    public record Point(
            double evidence,
            double falseRefusals,
            double refusedOff,
            double refusedMissing,
            double refusedRemoved) {}

    /// @param file see [AnswerQuestions]
    public Report evaluate(Path file) throws InterruptedException {
        fill();
        List<Asked> asked = questions.read(file);
        Library library = eachForItself();
        List<Run> runs = new ArrayList<>();
        for (int number = 0; number < asked.size(); number++) {
            Asked question = asked.get(number);
            runs.add(run(number, question, library.everything(), library, false));
            if (question.answerable() == Answerable.YES) {
                Set<Principal> rest = library.without(question);
                runs.add(run(number, question, rest, library, true));
            }
        }
        String model =
                runs.stream()
                        .map(run -> run.answer().trace().written())
                        .filter(written -> written != null)
                        .map(written -> written.model())
                        .findFirst()
                        .orElse("none");
        return new Report(
                model,
                measured(runs),
                measured(runs.stream().filter(run -> run.number() % 2 == 0).toList()),
                measured(runs.stream().filter(run -> run.number() % 2 == 1).toList()),
                curve(runs),
                new Speed(
                        waited(runs, told -> told.firstStage),
                        waited(runs, told -> told.reading),
                        waited(runs, told -> told.firstProved),
                        waited(runs, told -> told.whole)));
    }

    // --- the library

    /// Reads the folder that the library follows; nothing where it was read already.
    private void fill() throws InterruptedException {
        for (Job started : ingest.start()) {
            Job job = started;
            while (job.state() == JobState.WAITING || job.state() == JobState.RUNNING) {
                Thread.sleep(POLL);
                job = jobs.find(job.id()).orElseThrow();
            }
        }
        awaitIndex();
    }

    private void awaitIndex() throws InterruptedException {
        if (!follower.awaitCaughtUp(LONGEST_WAIT)) {
            throw new IllegalStateException("The index did not catch up.");
        }
    }

    private record Library(
            Map<DocumentId, Document> documents, Map<DocumentId, Principal> principals) {
        Set<Principal> everything() {
            return Set.copyOf(principals.values());
        }

        Set<Principal> without(Asked question) {
            Set<Principal> rest = new HashSet<>(principals.values());
            documents.forEach((id, document) -> {
                if (question.needs().stream()
                        .flatMap(List::stream)
                        .anyMatch(place -> holds(document, place))) {
                    rest.remove(principals.get(id));
                }
            });
            return rest;
        }
    }

    private static boolean holds(@Nullable Document document, Place place) {
        return document != null && document.files().stream().anyMatch(file -> isAt(file, place));
    }

    private static boolean isAt(DocumentFile file, Place place) {
        return plain(file.path()).equals(plain(place.path()));
    }

    private Library eachForItself() throws InterruptedException {
        Map<DocumentId, Document> held = new HashMap<>();
        Map<DocumentId, Principal> principals = new HashMap<>();
        Reader local = Reader.local();
        for (Document document :
                documents.findAll(documents.list(0, MOST_DOCUMENTS, local), local)) {
            Principal own = new Principal("user:d%d@eval.invalid".formatted(document.id().value()));
            held.put(document.id(), document);
            principals.put(document.id(), own);
            long set = access.idOf(Set.of(own));
            document.files().forEach(file -> ledger.accessChanged(file.id(), set));
        }
        awaitIndex();
        return new Library(held, principals);
    }

    // --- asking

    /// @param removed asked without the documents that hold the evidence
    /// @param met how many of its needs were cited
    /// @param toThePoint how many statements cite a need
    /// @param ofDocuments how many citations are of documents with needs
    private record Run(
            int number,
            Asked asked,
            boolean removed,
            Answer answer,
            int citations,
            int proved,
            int met,
            int toThePoint,
            int ofDocuments,
            Told told) {
        boolean refused() {
            return answer instanceof Answer.NotFound;
        }

        boolean is(Answerable kind) {
            return !removed && asked.answerable() == kind;
        }

        boolean answerable() {
            return is(Answerable.YES) || is(Answerable.PARTLY);
        }
    }

    /// When something was told, in milliseconds; below 0 where it never was.
    private static final class Told {
        private final long start = System.nanoTime();
        private double firstStage = -1;
        private double reading = -1;
        private double firstProved = -1;
        private double whole = -1;

        void take(Progress progress) {
            firstStage = firstStage < 0 ? now() : firstStage;
            if (progress instanceof Progress.Stage(Progress.Step step)
                    && step == Progress.Step.READING) {
                reading = now();
            }
            if (progress instanceof Progress.Proved && firstProved < 0) {
                firstProved = now();
            }
        }

        double now() {
            return (System.nanoTime() - start) / 1e6;
        }
    }

    private Run run(
            int number, Asked asked, Set<Principal> holds, Library library, boolean removed) {
        Reader reader = Reader.holding("eval", holds.toArray(Principal[]::new));
        Told told = new Told();
        Answer given =
                answer.answer(
                        new Question(asked.question(), asked.kind(), null, List.of()),
                        reader,
                        told::take);
        told.whole = told.now();
        List<Citation> citations =
                given.statements().stream().flatMap(one -> one.citations().stream()).toList();
        return new Run(
                number,
                asked,
                removed,
                given,
                citations.size(),
                (int) citations.stream().filter(one -> stands(one, reader)).count(),
                (int)
                        asked.needs().stream()
                                .filter(need ->
                                        citations.stream()
                                                .anyMatch(one -> meets(one, need, library)))
                                .count(),
                (int)
                        given.statements().stream()
                                .filter(one -> isToThePoint(one, asked, library))
                                .count(),
                (int)
                        citations.stream()
                                .filter(one ->
                                        asked.needs().stream()
                                                .flatMap(List::stream)
                                                .anyMatch(place ->
                                                        holds(
                                                                library.documents().get(one.id()),
                                                                place)))
                                .count(),
                told);
    }

    /// Looked up anew, by the page's own text.
    private boolean stands(Citation citation, Reader reader) {
        return documents
                .page(citation.file(), citation.page(), reader)
                .map(Page::text)
                .filter(text -> citation.end() <= text.length())
                .map(text -> text.substring(citation.start(), citation.end()))
                .filter(citation.quote()::equals)
                .isPresent();
    }

    private static boolean isToThePoint(Statement statement, Asked asked, Library library) {
        return statement.citations().stream()
                .anyMatch(
                        one -> asked.needs().stream().anyMatch(need -> meets(one, need, library)));
    }

    private static boolean meets(Citation citation, List<Place> need, Library library) {
        Document document = library.documents().get(citation.id());
        String quote = plain(citation.quote());
        return document != null
                && need.stream()
                        .anyMatch(place ->
                                isOf(citation.file(), document, place)
                                        && (quote.contains(plain(place.quote()))
                                                || plain(place.quote()).contains(quote)));
    }

    private static boolean isOf(FileId id, Document document, Place place) {
        return document.files().stream()
                .anyMatch(file -> file.id().equals(id) && isAt(file, place));
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("\\s+", "");
    }

    // --- figures

    private static Measured measured(List<Run> runs) {
        List<Run> answerable = runs.stream().filter(Run::answerable).toList();
        int citations = answerable.stream().mapToInt(Run::citations).sum();
        int statements =
                answerable.stream().mapToInt(run -> run.answer().statements().size()).sum();
        return new Measured(
                (int) runs.stream().filter(run -> !run.removed()).count(),
                citations,
                share(
                        runs.stream().mapToInt(Run::proved).sum(),
                        runs.stream().mapToInt(Run::citations).sum()),
                share(answerable.stream().mapToInt(Run::toThePoint).sum(), statements),
                share(answerable.stream().mapToInt(Run::ofDocuments).sum(), citations),
                share(
                        answerable.stream().mapToInt(Run::met).sum(),
                        answerable.stream().mapToInt(run -> run.asked().needs().size()).sum()),
                refused(answerable, run -> true, Run::refused),
                refused(runs, run -> run.is(Answerable.OFF), Run::refused),
                refused(runs, run -> run.is(Answerable.MISSING), Run::refused),
                refused(runs, Run::removed, Run::refused),
                runs.stream().mapToDouble(run -> run.told().whole).average().orElse(0));
    }

    private static Waited waited(List<Run> runs, ToDoubleFunction<Told> when) {
        double[] waited =
                runs.stream()
                        .map(Run::told)
                        .mapToDouble(when)
                        .filter(millis -> millis >= 0)
                        .sorted()
                        .toArray();
        return waited.length == 0
                ? new Waited(0, 0)
                : new Waited(waited[waited.length / 2], waited[waited.length * 95 / 100]);
    }

    private static List<Point> curve(List<Run> runs) {
        List<Point> curve = new ArrayList<>();
        for (int percent = 10; percent < 100; percent += 10) {
            double least = percent / 100.0;
            Predicate<Run> refused = run -> run.answer().trace().evidence() < least;
            curve.add(
                    new Point(
                            least,
                            refused(runs, Run::answerable, refused),
                            refused(runs, run -> run.is(Answerable.OFF), refused),
                            refused(runs, run -> run.is(Answerable.MISSING), refused),
                            refused(runs, Run::removed, refused)));
        }
        return curve;
    }

    private static double refused(List<Run> runs, Predicate<Run> of, Predicate<Run> refused) {
        List<Run> those = runs.stream().filter(of).toList();
        return share((int) those.stream().filter(refused).count(), those.size());
    }

    private static double share(int part, int whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
