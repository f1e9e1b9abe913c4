package researchpaas.search.qdrant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
    @ParameterizedTest
    @CsvSource({
        "localhost, localhost, 6334, false",
        "qdrant.internal:6333, qdrant.internal, 6334, false",
        "qdrant.internal:6334, qdrant.internal, 6334, false",
        "qdrant.internal:7000, qdrant.internal, 7000, false",
        "http://10.0.0.5:6333, 10.0.0.5, 6334, false",
        "https://x.eu.cloud.qdrant.io:6333, x.eu.cloud.qdrant.io, 6334, true",
        "https://x.eu.cloud.qdrant.io, x.eu.cloud.qdrant.io, 6334, true",
        "[::1], [::1], 6334, false"
    })
    void readsHostPortAndUrl(String place, String host, int port, boolean tls) {
        assertThat(Address.of(place, 6333, 6334, null)).isEqualTo(new Address(host, port, tls));
    }

    @Test
    void tlsCanBeSaidOutright() {
        assertThat(Address.of("qdrant", 6333, 6334, true).tls()).isTrue();
        assertThat(Address.of("https://qdrant", 6333, 6334, false).tls()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "ftp://qdrant", "https://", "http://:6333"})
    void refusesWhatIsNoAddress(String place) {
        assertThatThrownBy(() -> Address.of(place, 6333, 6334, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("QDRANT_HOST");
    }
}
