package researchpaas.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import researchpaas.Asvs;
import researchpaas.document.Box;
import researchpaas.document.Heading;
import researchpaas.document.Line;
import researchpaas.document.Page;
import researchpaas.ingest.Reason;
import researchpaas.ingest.TextExtractor.FileInfo;
import researchpaas.ingest.extract.Wire.Message;

class WireTest {
    private static final Page PAGE =
            new Page(
                    1,
                    "水を𠮷野でまく",
                    595,
                    842,
                    List.of(
                            new Line(0, 2, new Box(-1, 2, 3, 4), 9),
                            new Line(2, 8, new Box(1, 2, 3, 4), 9)));

    @Test
    void deliversEveryKindOfMessageUnchanged() throws Exception {
        List<Message> messages =
                List.of(
                        new Message.Hello(true),
                        new Message.PageRead(PAGE),
                        new Message.HeadingsFound(List.of(new Heading(1, 0, 2, 1, "水を"))),
                        new Message.InfoFound(new FileInfo("a title", null, "2023-01-01")),
                        new Message.Recognizing(),
                        new Message.Done(),
                        new Message.Refused(Reason.Code.ENCRYPTED),
                        new Message.Failed(Reason.Code.OUT_OF_MEMORY));

        for (Message message : messages) {
            assertThat(read(written(message))).isEqualTo(message);
        }
    }

    @Test
    @Asvs("1.4.2")
    void refusesOffsetsOutsideThePage() {
        assertGarbage(
                new Message.PageRead(
                        new Page(
                                1,
                                "short",
                                1,
                                1,
                                List.of(new Line(0, 6, new Box(0, 0, 0, 0), 1)))));
        assertGarbage(
                new Message.PageRead(
                        new Page(
                                1,
                                "short",
                                1,
                                1,
                                List.of(new Line(3, 2, new Box(0, 0, 0, 0), 1)))));
    }

    @Test
    void refusesMeasuresThatAreNoNumbers() {
        assertGarbage(new Message.PageRead(new Page(1, "x", Float.NaN, 1, List.of())));
        assertGarbage(
                new Message.PageRead(new Page(1, "x", Float.POSITIVE_INFINITY, 1, List.of())));
        assertGarbage(new Message.PageRead(new Page(1, "x", -1, 1, List.of())));
    }

    @Test
    void refusesTextThatTheDatabaseRefuses() {
        assertGarbage(new Message.PageRead(new Page(1, "a\0b", 1, 1, List.of())));
    }

    @Test
    @Asvs({"1.4.2", "1.5.2"})
    void refusesALyingLengthWithoutReservingIt() throws Exception {
        var bytes = new ByteArrayOutputStream();
        new DataOutputStream(bytes).writeInt(Integer.MAX_VALUE);

        assertThatExceptionOfType(Wire.Garbage.class).isThrownBy(() -> read(bytes.toByteArray()));
    }

    @Test
    @Asvs("1.5.2")
    void refusesWhatALibraryPrints() {
        byte[] print = "WARNING: something went wrong\n".getBytes(StandardCharsets.US_ASCII);

        assertThatExceptionOfType(Wire.Garbage.class).isThrownBy(() -> read(print));
    }

    @Test
    void tellsTheEndOfTheStreamFromGarbage() throws Exception {
        byte[] half = java.util.Arrays.copyOf(written(new Message.PageRead(PAGE)), 20);

        assertThatExceptionOfType(EOFException.class).isThrownBy(() -> read(half));
    }

    @Test
    void neverFailsInAnotherWayOnDamagedMessages() throws Exception {
        byte[] sound = written(new Message.PageRead(PAGE));
        Random random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            byte[] damaged = sound.clone();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            try {
                read(damaged);
            } catch (IOException expected) {
                // the only exception there may be
            }
        }
    }

    private static void assertGarbage(Message message) {
        assertThatExceptionOfType(Wire.Garbage.class).isThrownBy(() -> read(written(message)));
    }

    private static byte[] written(Message message) throws IOException {
        var bytes = new ByteArrayOutputStream();
        Wire.write(new DataOutputStream(bytes), message);
        return bytes.toByteArray();
    }

    private static Message read(byte[] bytes) throws IOException {
        return Wire.readMessage(new DataInputStream(new ByteArrayInputStream(bytes)), 1_000_000);
    }
}
