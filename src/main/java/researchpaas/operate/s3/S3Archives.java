package researchpaas.operate.s3;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import researchpaas.operate.ArchiveStore;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/// Uploads in parts: the object comes to be when the last one is confirmed.
record S3Archives(S3Client client, String bucket, String prefix, Duration download)
        implements ArchiveStore {
    private static final Logger log = LoggerFactory.getLogger(S3Archives.class);
    private static final String ARCHIVE = "[A-Za-z0-9][A-Za-z0-9._-]*\\.zip";

    /// Another process may be uploading.
    private static final Duration ABANDONED = Duration.ofDays(1);

    @Override
    public String place() {
        String folder = prefix.isEmpty() ? "" : "/" + prefix.substring(0, prefix.length() - 1);
        return "s3://" + bucket + folder;
    }

    @Override
    public void save(String name, Content content) throws IOException {
        S3Upload upload = asking(() -> S3Upload.begin(client, bucket, key(name)));
        try {
            content.writeTo(upload);
            asking(() -> {
                upload.finish();
                return name;
            });
        } catch (IOException | RuntimeException e) {
            abandon(upload);
            throw e;
        }
    }

    private static void abandon(S3Upload upload) {
        try {
            upload.abandon();
        } catch (SdkException e) {
            log.atWarn().setCause(e).log("An upload that failed could not be taken back");
        }
    }

    @Override
    public List<Kept> list() {
        return asking(() ->
                client
                        .listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix))
                        .contents()
                        .stream()
                        .map(object ->
                                new Kept(object.key().substring(prefix.length()), object.size()))
                        .filter(kept -> kept.name().matches(ARCHIVE))
                        .sorted((a, b) -> a.name().compareTo(b.name()))
                        .toList());
    }

    @Override
    public Path fetch(String name, Path folder) {
        Path copy = folder.resolve("fetched.zip");
        return asking(() -> {
            try {
                client.getObject(
                        request ->
                                request.bucket(bucket)
                                        .key(key(name))
                                        .overrideConfiguration(limits ->
                                                limits.apiCallTimeout(download)
                                                        .apiCallAttemptTimeout(download)),
                        ResponseTransformer.toFile(copy));
                return copy;
            } catch (NoSuchKeyException _) {
                throw new NoSuchArchive(name);
            }
        });
    }

    @Override
    public void delete(String name) {
        asking(() -> client.deleteObject(request -> request.bucket(bucket).key(key(name))));
    }

    /// Parts of an upload that nobody ends cost money and are listed nowhere.
    @Override
    public void clearLeftovers() {
        Instant limit = InstantSource.system().instant().minus(ABANDONED);
        List<MultipartUpload> uploads =
                asking(() ->
                        client.listMultipartUploads(
                                        request -> request.bucket(bucket).prefix(prefix))
                                .uploads());
        for (MultipartUpload upload : uploads) {
            if (upload.initiated() != null && upload.initiated().isBefore(limit)) {
                asking(() ->
                        client.abortMultipartUpload(request ->
                                request.bucket(bucket)
                                        .key(upload.key())
                                        .uploadId(upload.uploadId())));
            }
        }
    }

    @Override
    public boolean sharesDiskWith(Path path) {
        return false;
    }

    private String key(String name) {
        if (!name.matches(ARCHIVE)) {
            throw new NoSuchArchive(name);
        }
        return prefix + name;
    }

    private <T> T asking(Supplier<T> request) {
        try {
            return request.get();
        } catch (SdkException e) {
            throw new PlaceUnavailable(place(), e);
        }
    }
}
