package researchpaas.ingest.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import researchpaas.ingest.extract.guard.Refusal;

/// Files that a broken disk or an evil mind has changed: each is read or refused, none is an error
/// of ours.
class BrokenFilesTest {
    private static final int CHANGES = 300;

    @TempDir Path folder;

    static Stream<Arguments> samples() {
        return Stream.concat(
                Stream.concat(EveryFormatTest.JAPANESE.stream(), EveryFormatTest.ENGLISH.stream())
                        .map(sample -> Arguments.of(sample.name(), sample.content())),
                Stream.of(
                        Arguments.of(
                                "mail.eml",
                                "From: a@b.jp\n"
                                        + "Subject: =?ISO-2022-JP?B?GyRCPD5FWRsoQg==?=\n"
                                        + "Content-Type: multipart/mixed; boundary=\"b\"\n"
                                        + "\n"
                                        + "--b\n"
                                        + "Content-Type: text/plain; charset=utf-8\n"
                                        + "Content-Transfer-Encoding: quoted-printable\n\n"
                                        + "=E7=AA=93\n"
                                        + "--b\n"
                                        + "Content-Disposition: attachment; filename*0*=UTF-8''%E6%B9;"
                                        + " filename*1*=%BF\n\n"
                                        + "x\n"
                                        + "--b--\n")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void readsOrRefusesAnyChange(String name, String content) throws Exception {
        byte[] whole = content.getBytes(StandardCharsets.UTF_8);
        Random random = new Random(4);
        int read = 0;
        for (int i = 0; i < CHANGES; i++) {
            byte[] changed = changed(whole, random);
            try {
                Readings.read(folder, name, changed);
                read++;
            } catch (Refusal refusal) {
                assertThat(refusal.code()).isNotNull();
            } catch (Exception e) {
                fail("not a refusal, for " + new String(changed, StandardCharsets.ISO_8859_1), e);
            }
        }
        assertThat(read).isBetween(1, CHANGES);
    }

    /// Cut, or with some bytes changed, or with a part repeated.
    private static byte[] changed(byte[] whole, Random random) {
        byte[] changed = whole.clone();
        switch (random.nextInt(3)) {
            case 0 -> {
                return Arrays.copyOf(whole, 1 + random.nextInt(whole.length));
            }
            case 1 -> {
                for (int i = random.nextInt(5); i >= 0; i--) {
                    changed[random.nextInt(whole.length)] = (byte) random.nextInt(256);
                }
            }
            default -> {
                int from = random.nextInt(whole.length);
                int length = random.nextInt(whole.length - from);
                System.arraycopy(
                        whole, from, changed, random.nextInt(whole.length - length), length);
            }
        }
        return changed;
    }
}
