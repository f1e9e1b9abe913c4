package researchpaas.takeover.chroma;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import researchpaas.takeover.EarlierPoints.Trouble;
import researchpaas.takeover.EarlierPoints.Unusable;
import researchpaas.takeover.chroma.LabelFile.Labels;

/// A segment's folder: `header.bin` tells the layout, `data_level0.bin` has a record a vector
/// (links, numbers, label), `length.bin` the length that each had before it was brought to length
/// one, `index_metadata.pickle` the label of each id.
final class HnswFolder implements AutoCloseable {
    private static final int LARGEST_RECORD = 1 << 20;
    private static final long LARGEST_LABELS = 256L << 20;
    private static final int MOST_RECORDS = 10_000_000;
    private static final int MOST_DIMENSIONS = 1 << 16;
    private static final int HEADER = 52;

    private final FileChannel records;
    private final @Nullable FileChannel lengths;
    private final int recordBytes;
    private final int vectorAt;
    private final int dimension;
    private final Map<String, Integer> places;
    private final @Nullable Long lastSequence;

    private HnswFolder(
            FileChannel records,
            @Nullable FileChannel lengths,
            Header header,
            Map<String, Integer> places,
            @Nullable Long lastSequence) {
        this.records = records;
        this.lengths = lengths;
        this.recordBytes = header.recordBytes;
        this.vectorAt = header.vectorAt;
        this.dimension = (header.labelAt - header.vectorAt) / Float.BYTES;
        this.places = places;
        this.lastSequence = lastSequence;
    }

    private record Header(int count, int recordBytes, int labelAt, int vectorAt) {}

    /// @param cosine whether vectors were brought to length one
    /// @return absent where nothing was moved into the index yet
    static @Nullable HnswFolder open(Path folder, boolean cosine) {
        Path labels = folder.resolve("index_metadata.pickle");
        if (!Files.isRegularFile(labels)) {
            return null;
        }
        try {
            if (Files.size(labels) > LARGEST_LABELS) {
                throw new Unusable(Trouble.TOO_LARGE);
            }
            Labels read = LabelFile.read(Files.readAllBytes(labels));
            Header header = header(folder.resolve("header.bin"));
            FileChannel records = open(folder.resolve("data_level0.bin"));
            FileChannel lengths = null;
            try {
                Path lengthFile = folder.resolve("length.bin");
                lengths = cosine && Files.exists(lengthFile) ? open(lengthFile) : null;
                Map<String, Integer> places = places(records, header, read.byId());
                return new HnswFolder(records, lengths, header, places, read.lastSequence());
            } catch (IOException | Unusable e) {
                records.close();
                if (lengths != null) {
                    lengths.close();
                }
                throw e;
            }
        } catch (IOException e) {
            throw new Unusable(Trouble.DAMAGED, e);
        }
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.READ);
    }

    private static Header header(Path file) throws IOException {
        if (Files.size(file) > LARGEST_RECORD) {
            throw new Unusable(Trouble.DAMAGED);
        }
        ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        if (in.limit() < HEADER) {
            throw new Unusable(Trouble.DAMAGED);
        }
        try {
            return checked(in.getLong(20), in.getLong(28), in.getLong(36), in.getLong(44));
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            throw new Unusable(Trouble.DAMAGED, e);
        }
    }

    private static Header checked(long count, long recordBytes, long labelAt, long vectorAt) {
        boolean possible =
                count >= 0
                        && count <= MOST_RECORDS
                        && recordBytes >= Long.BYTES
                        && recordBytes <= LARGEST_RECORD
                        && vectorAt >= Integer.BYTES
                        && labelAt >= vectorAt
                        && labelAt <= recordBytes - Long.BYTES
                        && (labelAt - vectorAt) % Float.BYTES == 0
                        && (labelAt - vectorAt) / Float.BYTES <= MOST_DIMENSIONS;
        if (!possible) {
            throw new Unusable(Trouble.DAMAGED);
        }
        return new Header((int) count, (int) recordBytes, (int) labelAt, (int) vectorAt);
    }

    /// Which record holds each id. Records that were deleted keep their place and are marked.
    private static Map<String, Integer> places(
            FileChannel records, Header header, Map<String, Long> labels) throws IOException {
        if (records.size() < (long) header.count * header.recordBytes) {
            throw new Unusable(Trouble.DAMAGED);
        }
        Map<Long, Integer> byLabel = new HashMap<>();
        ByteBuffer record = ByteBuffer.allocate(header.recordBytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < header.count; i++) {
            fill(records, record.clear(), (long) i * header.recordBytes);
            boolean deleted = (record.get(2) & 1) != 0;
            if (!deleted) {
                byLabel.put(record.getLong(header.labelAt), i);
            }
        }
        Map<String, Integer> places = new HashMap<>();
        labels.forEach((id, label) -> {
            Integer place = byLabel.get(label);
            if (place != null) {
                places.put(id, place);
            }
        });
        return places;
    }

    /// The records by id.
    Map<String, Integer> places() {
        return places;
    }

    /// Up to which operation of the queue it holds all, where its own file tells.
    @Nullable Long lastSequence() {
        return lastSequence;
    }

    /// As Chroma gives it: in cosine space the numbers of length one, times the length.
    float[] vector(int place) {
        try {
            ByteBuffer numbers =
                    ByteBuffer.allocate(dimension * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            fill(records, numbers, (long) place * recordBytes + vectorAt);
            float[] vector = new float[dimension];
            numbers.flip().asFloatBuffer().get(vector);
            if (lengths != null && lengths.size() >= (place + 1L) * Float.BYTES) {
                ByteBuffer length = ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
                fill(lengths, length, (long) place * Float.BYTES);
                Normalised.times(vector, length.getFloat(0));
            }
            return vector;
        } catch (IOException e) {
            throw new Unusable(Trouble.DAMAGED, e);
        }
    }

    private static void fill(FileChannel file, ByteBuffer buffer, long at) throws IOException {
        while (buffer.hasRemaining()) {
            int read = file.read(buffer, at + buffer.position());
            if (read < 0) {
                throw new Unusable(Trouble.DAMAGED);
            }
        }
    }

    @Override
    public void close() {
        try {
            records.close();
            if (lengths != null) {
                lengths.close();
            }
        } catch (IOException e) {
            throw new Unusable(Trouble.DAMAGED, e);
        }
    }
}
