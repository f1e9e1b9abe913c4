package researchpaas.ingest.extract.archive;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.MemoryLimitException;
import org.apache.commons.compress.PasswordRequiredException;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import researchpaas.ingest.Reason;
import researchpaas.ingest.extract.guard.Refusal;
import researchpaas.ingest.extract.guard.ZipGuard;
import researchpaas.ingest.extract.reader.FormatReader;
import researchpaas.ingest.extract.reader.TextSink;

/// Archives: every file inside that has a reader becomes pages under its path. Archives inside are
/// not opened, and nothing is unpacked but one file at a time under a name of ours.
public final class ArchiveReader implements FormatReader {
    /// A dictionary beyond this does not fit beside a reader.
    private static final int SEVEN_ZIP_KIB = 24 * 1024;

    private static final int TAR_MARK = 257;

    private final Kind kind;
    private final Function<String, Optional<FormatReader>> readers;

    /// @param readers of the files inside, by file name
    public ArchiveReader(Kind kind, Function<String, Optional<FormatReader>> readers) {
        this.kind = kind;
        this.readers = readers;
    }

    public enum Kind {
        ZIP,
        TAR,
        /// Of a tar archive or of a single file.
        GZIP,
        SEVEN_ZIP
    }

    @Override
    public void read(Path file, TextSink sink) throws IOException, Refusal {
        ArchiveText text = new ArchiveText(sink, readers);
        switch (kind) {
            case ZIP -> readZip(file, text, sink.limits().unpack());
            case TAR -> {
                try (InputStream in = buffered(file)) {
                    checkStart(isTar(in));
                    readTar(limited(in, file, sink), text);
                }
            }
            case GZIP -> readGzip(file, text, sink);
            case SEVEN_ZIP -> readSevenZip(file, text, sink);
        }
        text.end();
    }

    private static InputStream buffered(Path file) throws IOException {
        return new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    }

    private static void checkStart(boolean right) throws Refusal {
        if (!right) {
            throw new Refusal(Reason.Code.NOT_WHAT_IT_SAYS);
        }
    }

    private static InputStream limited(InputStream in, Path file, TextSink sink)
            throws IOException {
        return new UnpackedStream(in, Files.size(file), sink.limits().unpack());
    }

    private static void readZip(Path file, ArchiveText text, ZipGuard.Limits limits)
            throws IOException, Refusal {
        try (InputStream in = buffered(file)) {
            checkStart(startsWith(in, 'P', 'K'));
        }
        ZipGuard.check(file, limits);
        try (ZipFile zip =
                ZipFile.builder().setPath(file).setCharset(StandardCharsets.UTF_8).get()) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                if (!entry.isDirectory() && !entry.isUnixSymlink()) {
                    byte[] raw = entry.getRawName();
                    boolean unicode = entry.getGeneralPurposeBit().usesUTF8ForNames();
                    String name = unicode || raw == null ? entry.getName() : EntryName.of(raw);
                    text.entry(name, () -> zip.getInputStream(entry));
                }
            }
        }
    }

    private static void readTar(InputStream in, ArchiveText text) throws IOException, Refusal {
        // not closed: that would close what is around it
        TarArchiveInputStream tar =
                new TarArchiveInputStream(in, StandardCharsets.ISO_8859_1.name());
        TarArchiveEntry entry = tar.getNextEntry();
        while (entry != null) {
            if (entry.isFile() && !entry.isSymbolicLink() && !entry.isLink()) {
                text.entry(EntryName.ofLatin(entry.getName()), () -> tar);
            }
            entry = tar.getNextEntry();
        }
    }

    private static void readGzip(Path file, ArchiveText text, TextSink sink)
            throws IOException, Refusal {
        try (InputStream packed = buffered(file)) {
            checkStart(startsWith(packed, 0x1F, 0x8B));
            InputStream in =
                    new BufferedInputStream(
                            limited(new GZIPInputStream(packed, 1 << 16), file, sink), 1 << 16);
            if (isTar(in)) {
                readTar(in, text);
            } else {
                String name = file.getFileName().toString();
                int dot = name.lastIndexOf('.');
                text.entry(dot > 0 ? name.substring(0, dot) : name, () -> in);
            }
        }
    }

    private static void readSevenZip(Path file, ArchiveText text, TextSink sink)
            throws IOException, Refusal {
        try (InputStream in = buffered(file)) {
            checkStart(startsWith(in, '7', 'z', 0xBC, 0xAF));
        }
        try (SevenZFile archive =
                SevenZFile.builder().setPath(file).setMaxMemoryLimitKiB(SEVEN_ZIP_KIB).get()) {
            for (SevenZArchiveEntry entry : archive.getEntries()) {
                if (entry.hasStream() && !entry.isDirectory()) {
                    text.entry(
                            entry.getName(),
                            () -> limited(archive.getInputStream(entry), file, sink));
                }
            }
        } catch (PasswordRequiredException e) {
            throw new Refusal(Reason.Code.ENCRYPTED);
        } catch (MemoryLimitException e) {
            throw new Refusal(Reason.Code.UNPACKS_TOO_LARGE);
        }
    }

    private static boolean startsWith(InputStream in, int... bytes) throws IOException {
        in.mark(bytes.length);
        boolean same = true;
        for (int expected : bytes) {
            same &= in.read() == expected;
        }
        in.reset();
        return same;
    }

    /// The name of the format stands in the first entry's header; older programs left it out, and
    /// their archives are not worth a guess.
    private static boolean isTar(InputStream in) throws IOException {
        in.mark(TAR_MARK + 5);
        byte[] start = in.readNBytes(TAR_MARK + 5);
        in.reset();
        return start.length == TAR_MARK + 5
                && new String(start, TAR_MARK, 5, StandardCharsets.US_ASCII).equals("ustar");
    }
}
