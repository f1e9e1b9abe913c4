package researchpaas.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import researchpaas.describe.DescribeDocument;
import researchpaas.describe.Manuscript;
import researchpaas.document.Category;
import researchpaas.document.Heading;
import researchpaas.document.Publication.Description;
import researchpaas.ingest.TextExtractor.Extraction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Real papers whose title, authors and year are known, through the child and the description. They
/// are not part of the project: the test runs where `../shared/data` (or the folder in
/// `research-paas.data`) is there, and is skipped loudly where it is not.
class RealPapersTest {
    private static final Path PAPERS =
            Path.of(System.getProperty("research-paas.data", "../shared/data"))
                    .resolve("papers-en");

    @TempDir Path home;

    @Test
    void findsTheTitlesOfRealPapers() throws IOException {
        if (!Files.isDirectory(PAPERS)) {
            System.out.println("SKIPPED: the real papers are not at " + PAPERS);
        }
        assumeThat(PAPERS).isDirectory();
        List<Paper> papers = papers();
        Tally tally = new Tally();
        var extractor =
                new ChildTextExtractor(
                        TestSettings.of(
                                Duration.ofSeconds(20), Duration.ofSeconds(30), 20_000_000, 20_000),
                        home);
        try (var context = new AnnotationConfigApplicationContext(DescribeDocument.class)) {
            DescribeDocument describe = context.getBean(DescribeDocument.class);
            for (Paper paper : papers) {
                tally.count(paper, describe.describe(read(extractor, paper)));
            }
        } finally {
            extractor.destroy();
        }
        System.out.println(tally);

        assertThat(tally.misses).hasSizeLessThanOrEqualTo(papers.size() / 14);
        assertThat(tally.authors).isGreaterThanOrEqualTo(papers.size() * 9 / 10);
        assertThat(tally.years).isGreaterThanOrEqualTo(papers.size() * 9 / 10);
    }

    private static Manuscript read(ChildTextExtractor extractor, Paper paper) {
        Extraction extraction = extractor.extract(PAPERS.resolve(paper.file()), "application/pdf");
        assertThat(extraction).as(paper.file()).isInstanceOf(Extraction.Text.class);
        var text = (Extraction.Text) extraction;
        return new Manuscript(
                paper.file(),
                null,
                Category.PAPER,
                text.pages(),
                text.headings().stream()
                        .map(one ->
                                new Heading(
                                        one.page(),
                                        one.start(),
                                        one.end(),
                                        one.level(),
                                        one.text()))
                        .toList(),
                new Manuscript.Clues(
                        text.info().title(), text.info().author(), text.info().created()),
                Instant.parse("2026-06-01T00:00:00Z"));
    }

    private static List<Paper> papers() throws IOException {
        JsonMapper json = JsonMapper.builder().build();
        List<Paper> papers = new ArrayList<>();
        for (String line : Files.readAllLines(PAPERS.resolve("truth.jsonl"))) {
            JsonNode truth = json.readTree(line);
            List<String> authors = new ArrayList<>();
            truth.get("authors").forEach(author -> authors.add(author.asString()));
            papers.add(
                    new Paper(
                            truth.get("file").asString(),
                            truth.get("title").asString(),
                            authors,
                            truth.get("year").asString()));
        }
        return papers;
    }

    private record Paper(String file, String title, List<String> authors, String year) {}

    /// What was right. Authors are right when all family names are, in their order.
    private static final class Tally {
        private static final Pattern FAMILY_NAME = Pattern.compile("(\\p{L}+)(?:\\s+Jr)?$");

        private final List<String> misses = new ArrayList<>();
        private final List<String> authorMisses = new ArrayList<>();
        private int papers;
        private int authors;
        private int years;
        private int summaries;

        private void count(Paper truth, Description found) {
            papers++;
            if (!bare(found.title()).equals(bare(truth.title()))) {
                misses.add(truth.file() + ": " + found.title());
            }
            if (familyNames(found.authors()).equals(familyNames(truth.authors()))) {
                authors++;
            } else {
                authorMisses.add(truth.file() + ": " + found.authors());
            }
            years += truth.year().equals(String.valueOf(found.year())) ? 1 : 0;
            summaries += found.summary().length() > 100 ? 1 : 0;
        }

        private static List<String> familyNames(List<String> names) {
            return names.stream()
                    .map(name -> {
                        Matcher family = FAMILY_NAME.matcher(name);
                        return bare(family.find() ? family.group(1) : name);
                    })
                    .toList();
        }

        private static String bare(String text) {
            return Normalizer.normalize(text, Normalizer.Form.NFKC)
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N}]", "");
        }

        @Override
        public String toString() {
            return "real papers: titles %d of %d %s, authors %d %s, years %d, summaries %d"
                    .formatted(
                            papers - misses.size(),
                            papers,
                            misses,
                            authors,
                            authorMisses,
                            years,
                            summaries);
        }
    }
}
