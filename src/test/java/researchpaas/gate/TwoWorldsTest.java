package researchpaas.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import researchpaas.Asvs;
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

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mapping;

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
    @Asvs({"8.2.2", "8.3.3"})
    void everythingAnswersAsIfForbiddenDocumentsWereNotThere() {
        Map<String, String> without = answers();
        addForbidden();

        Map<String, String> with = answers();

        assertThat(with.keySet()).isEqualTo(without.keySet());
        System.out.println("two worlds: " + with.size() + " answers");
        assertThat(differences(without, with)).isEmpty();
        assertThat(with.values()).noneMatch(answer -> answer.contains("極秘の"));
        assertThat(with).hasSizeGreaterThan(150);
        acting.be(Reader.local());
        assertThat(Addresses.ask(mvc, "/documents?limit=100")).as("they are there").contains("極秘の");
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
        List<String> addresses = new ArrayList<>(Addresses.all());
        addresses.addAll(Addresses.ofRoutes(mapping));
        for (String address : addresses) {
            answers.put(address, Addresses.ask(mvc, address));
        }
        return answers;
    }
}
