package researchpaas.account.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import researchpaas.account.Address;

class ListedGroupsTest {
    @TempDir Path folder;

    private ListedGroups read(String text) throws IOException {
        return ListedGroups.of(Files.writeString(folder.resolve("groups.txt"), text));
    }

    @Test
    void tellsTheGroupsOfAMember() throws IOException {
        ListedGroups groups =
                read(
                        """
                        # the laboratory
                        moths@u.ac.jp: Yamada@u.ac.jp, sato@u.ac.jp

                        empty@u.ac.jp:
                        lights@u.ac.jp: yamada@U.ac.jp
                        """);

        assertThat(groups.groupsOf(new Address("yamada@u.ac.jp")))
                .extracting(Address::value)
                .containsExactlyInAnyOrder("moths@u.ac.jp", "lights@u.ac.jp");
        assertThat(groups.groupsOf(new Address("sato@u.ac.jp"))).hasSize(1);
        assertThat(groups.groupsOf(new Address("nobody@u.ac.jp"))).isEmpty();
        assertThat(groups.groupsOf(new Address("moths@u.ac.jp"))).isEmpty();
    }

    @Test
    void thereAreNoneWithoutAFile() {
        assertThat(ListedGroups.of(null).groupsOf(new Address("a@u.ac.jp"))).isEmpty();
        assertThat(ListedGroups.of(Path.of("")).groupsOf(new Address("a@u.ac.jp"))).isEmpty();
    }

    /// Half a list would let somebody see less, or more, without a word.
    @ParameterizedTest
    @ValueSource(strings = {"moths@u.ac.jp", "moths: a@u.ac.jp", "moths@u.ac.jp: a, b@u.ac.jp"})
    void saysWhichLineItCannotRead(String line) {
        assertThatThrownBy(() -> read("# a list\n" + line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("GROUPS_FILE: line 2");
    }

    @Test
    void saysThatTheFileCannotBeRead() {
        assertThatThrownBy(() -> ListedGroups.of(folder.resolve("none.txt")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("GROUPS_FILE names a file that cannot be read");
    }
}
