package researchpaas.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import researchpaas.account.Principal;
import researchpaas.account.Role;
import researchpaas.account.TestReaders;
import researchpaas.document.Category;
import researchpaas.doors.ActingReader;
import researchpaas.doors.SmallLibrary;

/// How long it takes to say no tells nothing either.
@GateTest
class ForbiddenIsUnknownTest {
    private static final int ROUND = 80;
    private static final int ROUNDS = 7;
    private static final int MOST_ROUNDS = 28;
    private static final double TENTH = 0.1;

    @Autowired MockMvcTester mvc;
    @Autowired SmallLibrary library;
    @Autowired ActingReader acting;

    @BeforeEach
    void fill() {
        library.fill();
        library.addFor(
                Set.of(new Principal("role:admin")),
                Category.PAPER,
                "paper/forbidden.pdf",
                "Forbidden",
                2024,
                "Somebody",
                "A forbidden text. ".repeat(500));
        library.awaitCaughtUp();
    }

    @AfterEach
    void back() {
        acting.be(null);
    }

    /// Taken in turns, so that what else the machine does hits both alike. A busy moment gets
    /// further rounds; a true difference stays in the middle of them.
    @Test
    void aForbiddenDocumentTakesAsLongAsAnUnknownOne() {
        String forbidden = "/documents/paper/" + library.number("paper/forbidden.pdf");
        String unknown = "/documents/paper/999999";
        acting.be(TestReaders.of(Role.STUDENT));
        differ(forbidden, unknown);
        List<Double> differences = new ArrayList<>();
        double middle;
        do {
            for (int round = 0; round < ROUNDS; round++) {
                differences.add(differ(forbidden, unknown));
            }
            middle = middle(differences);
        } while (Math.abs(middle) >= TENTH && differences.size() < MOST_ROUNDS);
        System.out.printf(
                "404: %.1f %% apart, the middle of %d rounds%n", middle * 100, differences.size());
        assertThat(Math.abs(middle)).isLessThan(TENTH);
    }

    private static double middle(List<Double> differences) {
        return differences.stream().sorted().toList().get(differences.size() / 2);
    }

    /// How much longer the one takes than the other, by medians.
    private double differ(String one, String other) {
        double[] ones = new double[ROUND];
        double[] others = new double[ROUND];
        for (int i = 0; i < ROUND; i++) {
            // neither is always the first
            if (i % 2 == 0) {
                ones[i] = time(one);
                others[i] = time(other);
            } else {
                others[i] = time(other);
                ones[i] = time(one);
            }
        }
        return median(ones) / median(others) - 1;
    }

    private double time(String address) {
        long start = System.nanoTime();
        assertThat(mvc.get().uri(address).exchange().getResponse().getStatus()).isEqualTo(404);
        return System.nanoTime() - start;
    }

    private static double median(double[] times) {
        double[] sorted = times.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
