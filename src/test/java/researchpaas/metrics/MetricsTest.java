package researchpaas.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import researchpaas.account.Reader;
import researchpaas.account.Role;
import researchpaas.account.TestReaders;
import researchpaas.answer.AnswerWatch;
import researchpaas.answer.LanguageModel;
import researchpaas.answer.LanguageModel.ModelUnavailable.Why;
import researchpaas.answer.LanguageModel.Usage;
import researchpaas.answer.ModelUse;
import researchpaas.doors.ActingReader;
import researchpaas.doors.DoorsTest;
import researchpaas.doors.SmallLibrary;
import researchpaas.ingest.DriveWatch;
import researchpaas.ingest.ImportWatch;
import researchpaas.ingest.Jobs;
import researchpaas.ingest.Reason;

/// What a monitoring system reads after some traffic.
@DoorsTest
class MetricsTest {
    private static final Pattern NAMED =
            Pattern.compile("\\b((?:research_paas|http_server|jvm|process|logback)_[a-z_]+)\\b");

    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (\\w+) (\\w+)$");

    @Autowired MockMvcTester mvc;
    @Autowired SmallLibrary library;
    @Autowired ActingReader acting;
    @Autowired AnswerWatch answers;
    @Autowired ImportWatch imports;
    @Autowired DriveWatch drives;
    @Autowired Jobs jobs;

    @BeforeEach
    void fill() {
        library.fill();
    }

    @AfterEach
    void back() {
        acting.be(null);
    }

    private String scrape() throws Exception {
        return mvc.get().uri("/metrics").exchange().getResponse().getContentAsString();
    }

    /// Whatever needs a service that is not here is told as its part of the program tells it.
    private String scrapeAfterTraffic() throws Exception {
        assertThat(mvc.get().uri("/documents/search?q=secret-of-the-searcher")).hasStatusOk();
        assertThat(mvc.get().uri("/library/paper/999999")).hasStatus(404);
        assertThat(
                        mvc.post()
                                .uri("/api/v1/answers")
                                .contentType("application/json")
                                .content("{\"question\": \"What causes mould?\"}"))
                .hasStatus2xxSuccessful();
        LanguageModel.Card card = new LanguageModel.Card("compatible", "small", 0);
        answers.spared(card, Why.OWN_QUOTA);
        answers.asked(
                new ModelUse.Entry(
                        LocalDate.EPOCH,
                        null,
                        "compatible",
                        "small",
                        new Usage(10, 5, 1),
                        false,
                        false,
                        2_000_000_000L),
                null,
                Duration.ofSeconds(1));
        imports.took(ImportWatch.Step.READ, Duration.ofSeconds(2));
        imports.ended(Jobs.Outcome.FAILED, Reason.of(Reason.Code.BROKEN));
        drives.used(100, Duration.ZERO);
        drives.called("files.list", DriveWatch.Result.OK, Duration.ofMillis(80));
        long job = jobs.enqueue("folder:library").id();
        jobs.begin(job);
        jobs.end(job, Reason.of(Reason.Code.SOURCE_UNAVAILABLE));
        // told in the background, each
        System.gc();
        Instant deadline = Instant.now().plusSeconds(60);
        while (true) {
            String scrape = scrape();
            if (scrape.contains("research_paas_jobs_failed{")
                    && scrape.contains("jvm_gc_pause_seconds_count{")) {
                return scrape;
            }
            assertThat(Instant.now()).as(scrape).isBefore(deadline);
            Thread.onSpinWait();
        }
    }

    @Test
    void everyFigureThatTheDashboardTheRulesAndThePagesNameExists() throws Exception {
        String scrape = scrapeAfterTraffic();
        Set<String> there = samples(scrape);
        for (String file :
                List.of(
                        "monitoring/grafana-dashboard.json",
                        "monitoring/alerts.yml",
                        "docs/monitoring.md",
                        "docs/monitoring.ja.md")) {
            Set<String> named = named(Files.readString(Path.of(file)));
            assertThat(named).as(file).hasSizeGreaterThan(20);
            // pages name a timer by what its samples have in common
            named.removeIf(name -> there.contains(name) || there.contains(name + "_count"));
            assertThat(named).as("named in %s and not told", file).isEmpty();
        }
    }

    @Test
    void everyFigureOfOursIsExplainedInBothLanguages() throws Exception {
        Set<String> told =
                TYPE.matcher(scrapeAfterTraffic())
                        .results()
                        .map(found -> found.group(1))
                        .filter(name -> name.startsWith("research_paas_"))
                        .filter(name -> !name.endsWith("_seconds_max"))
                        .collect(Collectors.toCollection(TreeSet::new));
        for (String page : List.of("docs/monitoring.md", "docs/monitoring.ja.md")) {
            String text = Files.readString(Path.of(page));
            assertThat(told)
                    .as(page)
                    .allSatisfy(name -> assertThat(text).contains("| `" + name + "` |"));
        }
    }

    @Test
    void labelsHoldNothingThatSomebodySent() throws Exception {
        assertThat(mvc.get().uri("/no/such-page-of-mine")).hasStatus(404);
        String scrape = scrapeAfterTraffic();
        assertThat(scrape)
                .doesNotContain("secret-of-the-searcher", "such-page-of-mine", "999999")
                .contains("uri=\"/documents/search\"", "uri=\"/library/{category}/{number}\"");
        assertThat(scrape.lines().count()).as("lines").isLessThan(1500);
    }

    @Test
    void anAdministratorReadsFiguresAndNobodyElseDoes() throws Exception {
        acting.be(TestReaders.of(Role.ADMIN));
        assertThat(mvc.get().uri("/metrics"))
                .hasStatusOk()
                .hasHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                .hasHeader("Cache-Control", "no-store");
        acting.be(TestReaders.of(Role.FACULTY));
        assertThat(mvc.get().uri("/metrics")).hasStatus(403);
        acting.be(Reader.nobody());
        assertThat(mvc.get().uri("/metrics")).hasStatus(401);
    }

    @Test
    void countsWhatBecameOfAFile() throws Exception {
        double before =
                value(
                        scrape(),
                        "research_paas_import_files_total{outcome=\"failed\",reason=\"broken\"}");
        imports.ended(Jobs.Outcome.FAILED, Reason.of(Reason.Code.BROKEN));
        assertThat(
                        value(
                                scrape(),
                                "research_paas_import_files_total{outcome=\"failed\",reason=\"broken\"}"))
                .isEqualTo(before + 1);
        assertThat(value(scrape(), "research_paas_health{state=\"down\"}")).isZero();
        assertThat(value(scrape(), "research_paas_index_documents")).isPositive();
    }

    private static double value(String scrape, String series) {
        return scrape.lines()
                .filter(line -> line.startsWith(series + " "))
                .map(line -> line.substring(series.length() + 1))
                .mapToDouble(Double::parseDouble)
                .findFirst()
                .orElse(0);
    }

    private static Set<String> samples(String scrape) {
        return scrape.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.replaceAll("[{ ].*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> named(String text) {
        return NAMED.matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
