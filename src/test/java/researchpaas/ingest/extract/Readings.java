package researchpaas.ingest.extract;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import researchpaas.ingest.extract.guard.Refusal;
import researchpaas.ingest.extract.reader.CollectedText;
import researchpaas.ingest.extract.reader.FormatReader;
import researchpaas.ingest.extract.reader.HiddenOffsets;
import researchpaas.ingest.extract.reader.TextSink;

/// Reads a file that a test writes, by the format of its name.
public final class Readings {
    private Readings() {}

    public static Optional<FormatReader> reader(String name) {
        return Format.ofFileName(name).map(Format::reader);
    }

    public static CollectedText read(Path folder, String name, String text)
            throws IOException, Refusal {
        return read(folder, name, text.getBytes(StandardCharsets.UTF_8));
    }

    public static CollectedText read(Path folder, String name, byte[] bytes)
            throws IOException, Refusal {
        var collected = new CollectedText(new TextSink.Limits(5_000_000, 1_000));
        reader(name)
                .orElseThrow()
                .read(Files.write(folder.resolve(name), bytes), new HiddenOffsets(collected));
        return collected;
    }
}
