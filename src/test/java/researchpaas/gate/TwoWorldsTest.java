package researchpaas.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.util.UriUtils;
import researchpaas.account.Principal;
import researchpaas.account.Reader;
import researchpaas.account.Role;
import researchpaas.account.TestReaders;
import researchpaas.document.Category;
import researchpaas.doors.ActingReader;
import researchpaas.doors.SmallLibrary;

/// The same library twice, with and without documents that the reader may not see: to him both
/// answer alike, word for word.
@GateTest
class TwoWorldsTest {
    private static final Principal STUDENTS = new Principal("role:student");
    private static final Principal FACULTY = new Principal("role:faculty");
    private static final Reader STUDENT = TestReaders.of(Role.STUDENT);

    private static final List<String> QUESTIONS =
            List.of(
                    "sparse attention for long documents",
                    "Kenji Sato",
                    "全文検索の評価",
                    "センサー",
                    "secret unpublished proof",
                    "極秘",
                    "atten",
                    "quantum",
                    "keyword");

    @Autowired MockMvcTester mvc;
    @Autowired SmallLibrary library;
    @Autowired ActingReader acting;

    @BeforeEach
    void fill() {
        library.fill();
        library.addFor(
                Set.of(STUDENTS),
                Category.PAPER,
                "paper/students.pdf",
                "A reader on attention for students",
                2024,
                "Ada Moreau",
                "What students should know of attention: it is sparse in people and in models.");
        library.awaitCaughtUp();
        acting.be(STUDENT);
    }

    @AfterEach
    void back() {
        acting.be(null);
    }

    @Test
    void everythingAnswersAsIfForbiddenDocumentsWereNotThere() {
        Map<String, String> without = answers();
        addForbidden();

        Map<String, String> with = answers();

        assertThat(with.keySet()).isEqualTo(without.keySet());
        assertThat(differences(without, with)).isEmpty();
        assertThat(with.values()).noneMatch(answer -> answer.contains("極秘の"));
        assertThat(with).hasSizeGreaterThan(150);
        acting.be(Reader.local());
        assertThat(body("/documents?limit=100")).as("they are there").contains("極秘の");
    }

    /// Like what can be seen, so that they would stand beside it everywhere; and one that is a part
    /// of a dataset that the reader sees.
    private void addForbidden() {
        for (int i = 0; i < 40; i++) {
            library.addFor(
                    Set.of(FACULTY),
                    i % 2 == 0 ? Category.PAPER : Category.POSTER,
                    "paper/secret-" + i + ".pdf",
                    "Sparse attention for long secret documents " + i,
                    1990 + i,
                    "Kenji Sato",
                    "Sparse attention of the sensor, unpublished proof "
                            + i
                            + ": attention in section "
                            + i,
                    "極秘の全文検索とセンサーの評価 " + i);
        }
        library.addFor(
                Set.of(FACULTY),
                Category.DATASET,
                "datasets/air-quality/secret.csv",
                "極秘の部屋",
                1999,
                "Mallory",
                "Temperature of the secret room, quantum included.");
        library.awaitCaughtUp();
    }

    private static List<String> differences(Map<String, String> one, Map<String, String> other) {
        return one.keySet().stream()
                .filter(address -> !one.get(address).equals(other.get(address)))
                .map(address -> address + ": " + difference(one.get(address), other.get(address)))
                .toList();
    }

    private static String difference(String one, String other) {
        int at = Math.max(0, Arrays.mismatch(one.toCharArray(), other.toCharArray()) - 60);
        return one.substring(at, Math.min(one.length(), at + 160))
                + " <> "
                + other.substring(Math.min(at, other.length()), Math.min(other.length(), at + 160));
    }

    private Map<String, String> answers() {
        Map<String, String> answers = new LinkedHashMap<>();
        for (String address : addresses()) {
            answers.put(address, body(address));
        }
        return answers;
    }

    private static List<String> addresses() {
        List<String> addresses = new java.util.ArrayList<>();
        for (String question : QUESTIONS) {
            String q = "q=" + UriUtils.encode(question, java.nio.charset.StandardCharsets.UTF_8);
            for (String mode : List.of("words", "meaning", "hybrid")) {
                addresses.add("/documents/search?" + q + "&mode=" + mode);
                addresses.add(
                        "/documents/search?" + q + "&mode=" + mode + "&category=paper&year=2024");
            }
            for (String sort : List.of("newest", "oldest", "title")) {
                addresses.add("/documents/search?" + q + "&sort=" + sort);
            }
            addresses.add("/documents/search?" + q + "&offset=2&limit=2");
            addresses.add("/?" + q);
            addresses.add("/?" + q + "&category=dataset");
        }
        for (String sort : List.of("newest", "oldest", "title")) {
            addresses.add("/documents?sort=" + sort);
            addresses.add("/documents?limit=2&offset=2&sort=" + sort);
        }
        for (String filter :
                List.of(
                        "author=sato",
                        "author=mallory",
                        "year=1999",
                        "year_from=1990&year_to=2030",
                        "type=pdf",
                        "type=csv",
                        "source=1",
                        "source=2",
                        "language=ja",
                        "category=poster")) {
            addresses.add("/documents?" + filter);
            addresses.add("/documents/search?q=attention&" + filter);
        }
        for (int number = 1; number <= 30; number++) {
            addresses.add("/documents/paper/" + number);
            addresses.add("/library/paper/" + number);
        }
        for (String document :
                List.of(
                        "paper/2",
                        "paper/4",
                        "paper/5",
                        "paper/12",
                        "dataset/1",
                        "dataset/2",
                        "poster/1",
                        "poster/2")) {
            addresses.add("/documents/" + document);
            addresses.add("/library/" + document);
            addresses.add("/library/" + document + "?page=2");
            addresses.add("/library/" + document + "?passage=9");
            addresses.add("/library/" + document + "/similar");
            addresses.add("/documents/" + document + "/similar?limit=50");
            addresses.add("/documents/" + document + "/pages/1");
            addresses.add("/documents/" + document + "/pages/1?file=8");
        }
        for (int id = 1; id <= 20; id++) {
            addresses.add("/passages/" + id + "/similar?limit=50");
        }
        addresses.addAll(
                List.of(
                        "/",
                        "/documents",
                        "/documents/categories",
                        "/statistics",
                        "/health",
                        "/readyz",
                        "/upload",
                        "/upload/latest",
                        "/documents/uploads",
                        "/v3/api-docs",
                        "/nowhere"));
        return addresses;
    }

    /// Without what differs from one moment to the next.
    private String body(String address) {
        try {
            MvcTestResult result =
                    mvc.get().uri(URI.create(address)).header("Accept", accept(address)).exchange();
            return result.getResponse().getStatus()
                    + " "
                    + result.getResponse()
                            .getContentAsString(java.nio.charset.StandardCharsets.UTF_8)
                            .replaceAll("\"execution_time_ms\":[0-9.E-]+", "")
                            .replaceAll("nonce=\"[^\"]+\"", "")
                            .replaceAll("\"timestamp\":\"[^\"]+\"", "")
                            .replaceAll("[0-9]+\\.[0-9]{2} ?(s|秒)", "");
        } catch (java.io.UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String accept(String address) {
        return address.startsWith("/?")
                        || address.startsWith("/library")
                        || address.startsWith("/upload")
                        || address.equals("/")
                ? "text/html"
                : "application/json";
    }
}
