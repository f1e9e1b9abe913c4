package researchpaas.takeover;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class EarlierPointTest {
    @Test
    void takesAHashForTheUuidThatItIsAndNamesAnyOtherId() {
        assertThat(EarlierPoint.uuid("d41d8cd98f00b204e9800998ecf8427e"))
                .isEqualTo(UUID.fromString("d41d8cd9-8f00-b204-e980-0998ecf8427e"));
        UUID named = EarlierPoint.uuid("paper_7");
        assertThat(named.version()).isEqualTo(5);
        assertThat(named.variant()).isEqualTo(2);
        assertThat(EarlierPoint.uuid("paper_7")).isEqualTo(named);
        assertThat(EarlierPoint.uuid("paper_8")).isNotEqualTo(named);
    }

    @Test
    void keepsTheBitsOfAVectorAsTheStoreDoes() {
        assertThat(EarlierPoint.bytes(new float[] {1, -0f}))
                .containsExactly(0, 0, 0x80, 0x3f, 0, 0, 0, 0x80);
    }
}
