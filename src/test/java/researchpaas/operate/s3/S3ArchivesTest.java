package researchpaas.operate.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import researchpaas.operate.ArchiveStore;
import researchpaas.operate.ArchiveStore.PlaceUnavailable;
import researchpaas.operate.ArchiveStoreContract;

class S3ArchivesTest implements ArchiveStoreContract {
    @TempDir Path folder;
    private FakeS3 s3;
    private S3Places places;

    @BeforeEach
    void start() throws IOException {
        s3 = new FakeS3();
        places = places(s3.endpoint());
    }

    @AfterEach
    void stop() {
        places.destroy();
        s3.close();
    }

    private static S3Places places(URI endpoint) {
        return new S3Places(
                new S3Settings(
                        endpoint.toString(),
                        "us-east-1",
                        true,
                        "key",
                        "secret",
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(20)));
    }

    @Override
    public ArchiveStore store() {
        return at("s3://" + FakeS3.BUCKET + "/some/place");
    }

    @Override
    public ArchiveStore broken() {
        return at("s3://no-such-bucket");
    }

    private ArchiveStore at(String place) {
        return places.at(place).orElseThrow();
    }

    @Override
    public Path copies() {
        return folder;
    }

    @Test
    void triesAgainWhenItIsToldToSlowDown() throws IOException {
        s3.failNext(2);

        store().save("a.zip", out -> out.write(1));

        assertThat(store().list()).hasSize(1);
    }

    @Test
    void givesUpInTheEndAndLeavesNoPartsBehind() throws IOException {
        assertThatThrownBy(() ->
                        store().save(
                                        "a.zip",
                                        out -> {
                                            s3.failNext(4);
                                            out.write(1);
                                        }))
                .isInstanceOf(PlaceUnavailable.class);

        assertThat(s3.openUploads()).isZero();
        assertThat(store().list()).isEmpty();
    }

    @Test
    void takesAddressesOfBucketsOnly() {
        assertThat(places.at("/some/folder")).isEmpty();
        assertThat(places.at("s3:///x")).isEmpty();
        assertThat(places.at("s3://bucket/a b")).isEmpty();
        assertThat(places.at("s3://bucket")).isPresent();
        assertThat(at("s3://bucket/a/b/").place()).isEqualTo("s3://bucket/a/b");
    }

    @Test
    void masksItsKeys() {
        S3Settings settings =
                new S3Settings(
                        "",
                        "r",
                        true,
                        "AKIAX",
                        "hidden",
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ZERO);

        assertThat(settings.toString()).doesNotContain("AKIAX").doesNotContain("hidden");
    }
}
