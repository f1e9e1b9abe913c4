package researchpaas.operate.s3;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/// An object of unknown length, sent in parts while it is written. One part is in memory.
final class S3Upload extends OutputStream {
    /// 10,000 parts are allowed: 80 GB.
    static final int PART = 8 << 20;

    private final S3Client client;
    private final String bucket;
    private final String key;
    private final String id;
    private final byte[] part = new byte[PART];
    private final List<CompletedPart> sent = new ArrayList<>();
    private int filled;

    private S3Upload(S3Client client, String bucket, String key, String id) {
        this.client = client;
        this.bucket = bucket;
        this.key = key;
        this.id = id;
    }

    static S3Upload begin(S3Client client, String bucket, String key) {
        String id =
                client.createMultipartUpload(request ->
                                request.bucket(bucket).key(key).contentType("application/zip"))
                        .uploadId();
        return new S3Upload(client, bucket, key, id);
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int from = offset;
        int left = length;
        while (left > 0) {
            int taken = Math.min(left, PART - filled);
            System.arraycopy(bytes, from, part, filled, taken);
            filled += taken;
            from += taken;
            left -= taken;
            if (filled == PART) {
                sendOrBreak();
            }
        }
    }

    private void sendOrBreak() throws IOException {
        try {
            send();
        } catch (SdkException e) {
            throw new IOException("A part could not be sent", e);
        }
    }

    private void send() {
        int number = sent.size() + 1;
        int length = filled;
        String tag =
                client.uploadPart(
                                request ->
                                        request.bucket(bucket)
                                                .key(key)
                                                .uploadId(id)
                                                .partNumber(number),
                                RequestBody.fromContentProvider(
                                        () -> new ByteArrayInputStream(part, 0, length),
                                        length,
                                        "application/zip"))
                        .eTag();
        sent.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
        filled = 0;
    }

    void finish() {
        if (filled > 0 || sent.isEmpty()) {
            send();
        }
        client.completeMultipartUpload(request ->
                request.bucket(bucket)
                        .key(key)
                        .uploadId(id)
                        .multipartUpload(upload -> upload.parts(sent)));
    }

    void abandon() {
        client.abortMultipartUpload(request -> request.bucket(bucket).key(key).uploadId(id));
    }
}
