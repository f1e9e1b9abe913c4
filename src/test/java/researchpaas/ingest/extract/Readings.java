package researchpaas.ingest.extract;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reads a file that a test writes, by the format of its name.
final class Readings {
    private Readings() {}

    static CollectedText read(Path folder, String name, String text) throws IOException, Refusal {
        return read(folder, name, text.getBytes(StandardCharsets.UTF_8));
    }

    static CollectedText read(Path folder, String name, byte[] bytes) throws IOException, Refusal {
        var collected = new CollectedText(new TextSink.Limits(5_000_000, 1_000));
        Format.ofFileName(name)
                .orElseThrow()
                .reader()
                .read(Files.write(folder.resolve(name), bytes), collected);
        return collected;
    }
}
