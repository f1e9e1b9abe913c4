package researchpaas.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import researchpaas.Asvs;
import researchpaas.operate.ArchiveStore.Kept;
import researchpaas.operate.ArchiveStore.NoSuchArchive;
import researchpaas.operate.ArchiveStore.PlaceUnavailable;

/// What every place of archives promises.
public interface ArchiveStoreContract {
    /// Empty.
    ArchiveStore store();

    /// A place that cannot be used.
    ArchiveStore broken();

    /// For copies; empty.
    Path copies();

    @Test
    default void keepsWhatWasWritten() throws IOException {
        // more than two parts of an upload
        byte[] bytes = new byte[20 << 20];
        new Random(1).nextBytes(bytes);

        store().save("b.zip", out -> inPieces(bytes, out));
        store().save("a.zip", out -> out.write(7));

        assertThat(store().list())
                .containsExactly(new Kept("a.zip", 1), new Kept("b.zip", bytes.length));
        assertThat(Files.readAllBytes(store().fetch("b.zip", copies()))).isEqualTo(bytes);
    }

    private static void inPieces(byte[] bytes, OutputStream out) throws IOException {
        for (int at = 0; at < bytes.length; at += 77_777) {
            out.write(bytes, at, Math.min(77_777, bytes.length - at));
        }
    }

    @Test
    default void replacesOneOfTheSameName() throws IOException {
        store().save("a.zip", out -> out.write(new byte[] {1, 2, 3}));
        store().save("a.zip", out -> out.write(4));

        assertThat(store().list()).containsExactly(new Kept("a.zip", 1));
    }

    @Test
    default void showsNothingOfWhatWasNotWrittenToItsEnd() {
        assertThatThrownBy(() ->
                        store().save(
                                        "a.zip",
                                        out -> {
                                            out.write(new byte[9 << 20]);
                                            throw new IOException("cut short");
                                        }))
                .hasMessage("cut short");

        assertThat(store().list()).isEmpty();
        assertThatThrownBy(() -> store().fetch("a.zip", copies()))
                .isInstanceOf(NoSuchArchive.class);
    }

    @Test
    default void deletesAlsoWhatIsNotThere() throws IOException {
        store().save("a.zip", out -> out.write(1));

        store().delete("a.zip");
        store().delete("a.zip");

        assertThat(store().list()).isEmpty();
    }

    @Test
    @Asvs("5.3.2")
    default void knowsNoNamesThatLeadElsewhere() {
        for (String name : new String[] {"../a.zip", "a/b.zip", "/a.zip", ".zip", "a.txt", ""}) {
            assertThatThrownBy(() -> store().fetch(name, copies()))
                    .as(name)
                    .isInstanceOf(NoSuchArchive.class);
            assertThatThrownBy(() -> store().save(name, out -> out.write(1)))
                    .as(name)
                    .isInstanceOf(NoSuchArchive.class);
        }
    }

    @Test
    default void clearsLeftoversWithoutTouchingArchives() throws IOException {
        store().save("a.zip", out -> out.write(1));

        store().clearLeftovers();

        assertThat(store().list()).hasSize(1);
    }

    @Test
    default void saysWhenThePlaceFails() {
        assertThatThrownBy(() -> broken().save("a.zip", out -> out.write(1)))
                .isInstanceOfAny(PlaceUnavailable.class, IOException.class);
    }
}
