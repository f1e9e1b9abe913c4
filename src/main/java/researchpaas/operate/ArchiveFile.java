package researchpaas.operate;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import researchpaas.operate.Manifest.Part;
import researchpaas.operate.Refusal.Why;

/// An archive on this computer's disk, opened. It may come from anywhere: names are compared and
/// never used as paths, and nothing is unpacked that its manifest does not announce.
final class ArchiveFile implements AutoCloseable {
    private static final int LONGEST_MANIFEST = 1 << 20;

    /// An honest archive, mostly vectors and text, unpacks to two to ten times its size.
    private static final long MOST_EXPANSION = 200;

    private static final long SMALL = 64L << 20;

    private final ZipFile zip;
    private final Manifest manifest;

    private ArchiveFile(ZipFile zip, Manifest manifest) {
        this.zip = zip;
        this.manifest = manifest;
    }

    /// @throws BadArchive when it is none that this program can read
    static ArchiveFile open(Path file, ManifestFormat format, List<String> schemas) {
        if (!Files.isRegularFile(file)) {
            throw new BadArchive(Why.MISSING, file.toString());
        }
        try {
            ZipFile zip = new ZipFile(file.toFile());
            try {
                Manifest manifest = manifest(zip, format);
                requireKnown(manifest, schemas);
                requireExactly(zip, manifest);
                requireBounded(manifest, Files.size(file));
                return new ArchiveFile(zip, manifest);
            } catch (IOException | RuntimeException e) {
                zip.close();
                throw e;
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new BadArchive(Why.UNREADABLE, file.toString(), e);
        }
    }

    private static Manifest manifest(ZipFile zip, ManifestFormat format) throws IOException {
        ZipEntry entry = zip.getEntry(ArchiveWriter.MANIFEST);
        if (entry == null) {
            throw new BadArchive(Why.UNREADABLE, ArchiveWriter.MANIFEST);
        }
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes(LONGEST_MANIFEST + 1);
            if (bytes.length > LONGEST_MANIFEST) {
                throw new BadArchive(Why.TOO_LARGE, ArchiveWriter.MANIFEST);
            }
            CRC32 crc = new CRC32();
            crc.update(bytes);
            if (crc.getValue() != entry.getCrc()) {
                throw new BadArchive(Why.DAMAGED, ArchiveWriter.MANIFEST);
            }
            return format.read(bytes);
        } catch (ManifestFormat.UnreadableManifest e) {
            throw new BadArchive(
                    e.isNewer() ? Why.NEWER : Why.UNREADABLE, ArchiveWriter.MANIFEST, e);
        }
    }

    private static void requireKnown(Manifest manifest, List<String> schemas) {
        if (manifest.format() > Manifest.FORMAT || !schemas.contains(manifest.schema())) {
            throw new BadArchive(
                    Why.NEWER,
                    manifest.program() + ", " + manifest.format() + "/" + manifest.schema());
        }
    }

    /// One entry a part and the manifest, nothing else and nothing twice.
    private static void requireExactly(ZipFile zip, Manifest manifest) {
        Set<String> wanted = new HashSet<>(Set.of(ArchiveWriter.MANIFEST));
        for (Part part : manifest.parts()) {
            if (!wanted.add(name(part))) {
                throw new BadArchive(Why.UNREADABLE, part.table());
            }
        }
        for (ZipEntry entry : Collections.list(zip.entries())) {
            if (!wanted.remove(entry.getName())) {
                throw new BadArchive(Why.UNREADABLE, entry.getName());
            }
        }
        if (!wanted.isEmpty()) {
            throw new BadArchive(Why.UNREADABLE, wanted.iterator().next());
        }
    }

    private static void requireBounded(Manifest manifest, long packed) {
        long unpacked = 0;
        for (Part part : manifest.parts()) {
            if (part.bytes() < 0 || part.rows() < 0 || part.bytes() > Long.MAX_VALUE / 1_000) {
                throw new BadArchive(Why.UNREADABLE, part.table());
            }
            unpacked = Math.addExact(unpacked, part.bytes());
        }
        if (unpacked > SMALL && unpacked / MOST_EXPANSION > packed) {
            throw new BadArchive(Why.TOO_LARGE, unpacked + " / " + packed);
        }
    }

    Manifest manifest() {
        return manifest;
    }

    /// Reads everything once.
    ///
    /// @throws BadArchive at the first part that is not what the manifest says
    void check(Progress progress) {
        for (Part part : manifest.parts()) {
            progress.at(Progress.Step.CHECKING, part.table());
            try (InputStream in = open(part)) {
                Digest digest = new Digest(OutputStream.nullOutputStream());
                in.transferTo(digest);
                if (digest.bytes() != part.bytes() || !digest.hex().equals(part.sha256())) {
                    throw new BadArchive(Why.DAMAGED, part.table());
                }
            } catch (IOException e) {
                throw new BadArchive(Why.DAMAGED, part.table(), e);
            }
        }
    }

    /// The part's lines, and not a byte more than its manifest says.
    InputStream open(Part part) throws IOException {
        ZipEntry entry = zip.getEntry(name(part));
        if (entry == null) {
            throw new ZipException("no entry " + name(part));
        }
        return new BufferedInputStream(
                new Announced(zip.getInputStream(entry), part.bytes()), 1 << 16);
    }

    private static String name(Part part) {
        return ArchiveWriter.FOLDER + part.table() + ArchiveWriter.ENDING;
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
