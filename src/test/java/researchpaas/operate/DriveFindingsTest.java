package researchpaas.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import researchpaas.ingest.CompareDrive.Compared;
import researchpaas.ingest.CompareDrive.Difference;
import researchpaas.ingest.CompareDrive.Item;
import researchpaas.ingest.Reason;
import researchpaas.operate.Finding.Kind;
import researchpaas.operate.Finding.Place;

class DriveFindingsTest {
    private static final Reason DOWN = Reason.of(Reason.Code.DRIVE_UNAVAILABLE);

    private static List<Item> items(int count) {
        return IntStream.range(0, count).mapToObj(i -> new Item("id" + i, "a/" + i)).toList();
    }

    @Test
    void tellsEachSourceByItselfWithTheFirstItemsAndAllCounted() {
        List<Finding> findings =
                DriveFindings.of(
                        List.of(
                                new Compared("drive:a", DOWN, Map.of()),
                                new Compared(
                                        "drive:b",
                                        null,
                                        Map.of(
                                                Difference.ACCESS,
                                                items(1),
                                                Difference.EXTRA,
                                                items(25)))));

        assertThat(findings)
                .extracting(Finding::kind)
                .containsExactly(Kind.DRIVE_NOT_LISTED, Kind.DRIVE_EXTRA, Kind.DRIVE_ACCESS);
        assertThat(findings.getFirst().trouble()).isEqualTo(DOWN);
        assertThat(findings).extracting(Finding::source).contains("drive:a", "drive:b");
        assertThat(findings.get(1).count()).isEqualTo(25);
        assertThat(findings.get(1).examples())
                .hasSize(10)
                .startsWith(new Place(null, null, null, "a/0", "id0"));
    }
}
