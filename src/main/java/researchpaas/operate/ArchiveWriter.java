package researchpaas.operate;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.stereotype.Component;
import researchpaas.document.LibraryTables.Snapshot;
import researchpaas.operate.Manifest.Part;

/// Writes a snapshot as one zip, front to back. The manifest comes last, so what was cut short has
/// none.
@Component
class ArchiveWriter {
    static final String MANIFEST = "manifest.json";
    static final String FOLDER = "tables/";
    static final String ENDING = ".jsonl";

    private final ManifestFormat format;

    ArchiveWriter(ManifestFormat format) {
        this.format = format;
    }

    Manifest write(Snapshot snapshot, Instant moment, OutputStream out, Progress progress)
            throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        zip.setLevel(Deflater.BEST_SPEED);
        List<Part> parts = new ArrayList<>();
        for (String table : snapshot.tables()) {
            progress.at(Progress.Step.SAVING, table);
            begin(zip, FOLDER + table + ENDING, moment);
            Digest lines = new Digest(zip);
            long rows = snapshot.write(table, lines);
            zip.closeEntry();
            parts.add(new Part(table, rows, lines.bytes(), lines.hex()));
        }
        Manifest manifest =
                new Manifest(
                        Manifest.FORMAT,
                        ProgramVersion.current(),
                        snapshot.schema(),
                        snapshot.engine(),
                        moment,
                        parts);
        begin(zip, MANIFEST, moment);
        zip.write(format.write(manifest));
        zip.closeEntry();
        zip.finish();
        zip.flush();
        return manifest;
    }

    private static void begin(ZipOutputStream zip, String name, Instant moment) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(moment.toEpochMilli());
        zip.putNextEntry(entry);
    }
}
