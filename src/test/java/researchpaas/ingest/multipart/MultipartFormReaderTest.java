package researchpaas.ingest.multipart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import researchpaas.ingest.FormReader;
import researchpaas.ingest.FormReader.BrokenForm;

class MultipartFormReaderTest {
    private static final String TYPE = "multipart/form-data; boundary=xyz";

    private final MultipartFormReader reader = new MultipartFormReader();

    @Test
    void tellsFieldsAndFilesInTheirOrder() {
        String body =
                part("form-data; name=\"kind\"", "paper")
                        + part("form-data; name=\"file\"; filename=\"図 1.txt\"", "蛾\r\n--xy")
                        + part("form-data; name=\"file\"; filename=\"\"", "")
                        + "--xyz--\r\n";

        assertThat(parts(TYPE, body)).containsExactly("kind=paper", "図 1.txt: 蛾\r\n--xy", ": ");
    }

    @Test
    void readsANameInTheExtendedForm() {
        String body =
                part("form-data; name=\"file\"; filename*=UTF-8''%E8%9B%BE.txt", "x") + "--xyz--";

        assertThat(parts(TYPE, body)).containsExactly("蛾.txt: x");
    }

    @Test
    void handsOnANameWithANul() {
        String body = part("form-data; name=\"file\"; filename=\"a\u0000.txt\"", "x") + "--xyz--";

        assertThat(parts(TYPE, body)).containsExactly("a\u0000.txt: x");
    }

    @Test
    void skipsWhatIsLeftUnread() {
        String body =
                part("form-data; name=\"file\"; filename=\"a.txt\"", "x".repeat(100_000))
                        + part("form-data; name=\"kind\"", "poster")
                        + "--xyz--";
        List<String> found = new ArrayList<>();

        reader.read(TYPE, bytes(body), new Told(found, false));

        assertThat(found).containsExactly("a.txt", "kind=poster");
    }

    @Test
    void refusesABodyThatEndsTooEarly() {
        String whole = part("form-data; name=\"file\"; filename=\"a.txt\"", "moths");

        for (int end : new int[] {20, 60, whole.length() - 4, whole.length()}) {
            assertThatExceptionOfType(BrokenForm.class)
                    .as("%d of %d", end, whole.length())
                    .isThrownBy(() -> parts(TYPE, whole.substring(0, end)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no boundary at all", "--xyz--"})
    void findsNothingInABodyWithoutParts(String body) {
        assertThat(parts(TYPE, body)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"multipart/form-data", "multipart/form-data; boundary=", "text/plain", ""})
    void refusesWhatIsNoForm(String type) {
        assertThatExceptionOfType(BrokenForm.class).isThrownBy(() -> parts(type, "--xyz--"));
    }

    @Test
    void refusesTooManyParts() {
        String body = part("form-data; name=\"kind\"", "paper").repeat(1001) + "--xyz--";

        assertThatExceptionOfType(BrokenForm.class).isThrownBy(() -> parts(TYPE, body));
    }

    @Test
    void refusesHeadersWithoutEnd() {
        String body = "--xyz\r\nContent-Disposition: " + "x".repeat(100_000);

        assertThatExceptionOfType(BrokenForm.class).isThrownBy(() -> parts(TYPE, body));
    }

    private List<String> parts(String type, String body) {
        List<String> found = new ArrayList<>();
        reader.read(type, bytes(body), new Told(found, true));
        return found;
    }

    private static String part(String disposition, String content) {
        return "--xyz\r\nContent-Disposition: " + disposition + "\r\n\r\n" + content + "\r\n";
    }

    private static InputStream bytes(String body) {
        return new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
    }

    private record Told(List<String> found, boolean reads) implements FormReader.Parts {
        @Override
        public void field(String name, String value) {
            found.add(name + "=" + value);
        }

        @Override
        public void file(String name, InputStream bytes) {
            try {
                found.add(
                        reads
                                ? name
                                        + ": "
                                        + new String(bytes.readAllBytes(), StandardCharsets.UTF_8)
                                : name);
            } catch (IOException e) {
                throw new BrokenForm("broken off", e);
            }
        }
    }
}
