package researchpaas.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdministratorsTest {
    @Test
    void readsAddressesInTheirOrderEachOnce() {
        Administrators read =
                Administrators.of(
                        " Head@Example.ac.jp ,, o'neil+lab@cs.example.ac.jp,head@EXAMPLE.ac.jp ");

        assertThat(read.addresses())
                .extracting(Address::value)
                .containsExactly("head@example.ac.jp", "o'neil+lab@cs.example.ac.jp");
        assertThat(read.unusable()).isEmpty();
        assertThat(Administrators.of(" , ").addresses()).isEmpty();
    }

    /// The Kelvin sign becomes a k in lower case, the full-width form in NFKC; the Cyrillic letter
    /// stays what it is. None may become somebody who is there.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u212Aimura@example.ac.jp",
                "kimura@e\u0445ample.ac.jp",
                "\uFF4Bimura@example.ac.jp",
                "kimura\uFF20example.ac.jp",
                "kimura@example\u3002ac.jp",
                "kim\u200Bura@example.ac.jp",
                "kimura@example",
                "kimura@@example.ac.jp",
                "kimura@example.ac.jp.",
                "kimura example@example.ac.jp",
                "kimura@example.ac.jp\nroot@example.ac.jp",
                "Kimura <kimura@example.ac.jp>"
            })
    void takesNothingThatMerelyLooksLikeAnAddress(String text) {
        assertThat(Administrators.of("head@example.ac.jp," + text).unusable())
                .containsExactly(text);
        assertThat(Address.parse(text)).isEmpty();
    }

    @Test
    void takesNoAddressThatNoMailServerWouldTake() {
        String longest = "a".repeat(254 - "@example.ac.jp".length()) + "@example.ac.jp";
        assertThat(Address.parse(longest)).isPresent();
        assertThat(Address.parse("a" + longest)).isEmpty();
    }

    @Test
    void anAddressIsInLowerCaseOrNone() {
        assertThatThrownBy(() -> new Address("Head@example.ac.jp"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
