package researchpaas.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import researchpaas.Asvs;
import researchpaas.account.Principal;
import researchpaas.account.Reader;
import researchpaas.account.Role;
import researchpaas.account.TestReaders;
import researchpaas.document.Category;
import researchpaas.doors.ActingReader;
import researchpaas.doors.BreakableIndex;
import researchpaas.doors.SmallLibrary;

/// An index that forgets its gate hands out everything. The database decides once more before
/// anything is shown, so no word of what is forbidden comes through. (How many there are does:
/// counts are the index's alone.)
@GateTest
class SecondGateTest {
    private static final String SECRET = "zebrafinch";

    @Autowired MockMvcTester mvc;
    @Autowired SmallLibrary library;
    @Autowired ActingReader acting;
    @Autowired BreakableIndex index;

    @BeforeEach
    void fill() {
        library.fill();
        for (int i = 0; i < 12; i++) {
            library.addFor(
                    Set.of(new Principal("role:faculty")),
                    Category.PAPER,
                    "paper/" + SECRET + "-" + i + ".pdf",
                    "Sparse attention of the " + SECRET,
                    2024,
                    "Kenji Sato " + SECRET,
                    "Sparse attention of the " + SECRET + ", a sensor for long documents. Keyword.",
                    "全文検索とセンサーの評価 " + SECRET);
        }
        library.awaitCaughtUp();
    }

    @AfterEach
    void back() {
        index.takeGateAway(false);
        acting.be(null);
    }

    @Test
    @Asvs("8.2.2")
    void withoutTheIndexsGateStillNoWordOfWhatIsForbiddenIsShown() {
        index.takeGateAway(true);
        acting.be(TestReaders.of(Role.STUDENT));
        List<String> leaking = new ArrayList<>();
        for (String address : Addresses.all()) {
            if (Addresses.ask(mvc, address).contains(SECRET)) {
                leaking.add(address);
            }
        }
        assertThat(leaking).isEmpty();
        assertThat(Addresses.ask(mvc, "/documents/search?q=attention&mode=words"))
                .as("the index did hand them out")
                .contains("\"total_count\":13");
        acting.be(Reader.local());
        assertThat(Addresses.ask(mvc, "/documents/search?q=attention")).contains(SECRET);
    }
}
