package researchpaas.ingest.extract.office;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.jspecify.annotations.Nullable;
import researchpaas.ingest.Reason;
import researchpaas.ingest.TextExtractor.FileInfo;
import researchpaas.ingest.extract.guard.Refusal;
import researchpaas.ingest.extract.guard.ZipGuard;
import researchpaas.ingest.extract.letters.CleanText;
import researchpaas.ingest.extract.reader.TextSink;

/// An Office file of our days: a zip archive of XML parts that name each other. Opened only after
/// [ZipGuard] has looked through it.
public final class OfficePackage implements Closeable {
    private static final byte[] ZIP = {'P', 'K'};
    private static final byte[] OLE2 = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};

    private final ZipFile zip;

    /// By names in lower case: writers disagree with themselves.
    private final Map<String, ZipEntry> parts = new HashMap<>();

    private OfficePackage(ZipFile zip) {
        this.zip = zip;
        zip.stream().forEach(entry -> parts.putIfAbsent(key(entry.getName()), entry));
    }

    /// @param type the last word of the relationship's type
    /// @param target a part's name, or an address outside
    public record Relation(String type, String target) {}

    /// @throws Refusal ENCRYPTED; NOT_WHAT_IT_SAYS when it is no archive; and what the guard finds
    public static OfficePackage open(Path file, TextSink.Limits limits)
            throws IOException, Refusal {
        byte[] start = start(file);
        if (startsWith(start, OLE2)) {
            throw new Refusal(
                    isEncrypted(file) ? Reason.Code.ENCRYPTED : Reason.Code.NOT_WHAT_IT_SAYS);
        }
        if (!startsWith(start, ZIP)) {
            throw new Refusal(Reason.Code.NOT_WHAT_IT_SAYS);
        }
        ZipGuard.check(file, limits.unpack());
        return new OfficePackage(new ZipFile(file.toFile()));
    }

    private static byte[] start(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(4);
        }
    }

    private static boolean startsWith(byte[] bytes, byte[] start) {
        for (int i = 0; i < start.length; i++) {
            if (i >= bytes.length || bytes[i] != start[i]) {
                return false;
            }
        }
        return true;
    }

    /// With a password, the archive is wrapped into the older kind of file.
    private static boolean isEncrypted(Path file) throws IOException {
        try (POIFSFileSystem wrapping = new POIFSFileSystem(file.toFile(), true)) {
            return wrapping.getRoot().hasEntryCaseInsensitive("EncryptedPackage");
        }
    }

    public boolean has(String part) {
        return parts.containsKey(key(part));
    }

    /// Unpacked, in bytes.
    public long size(String part) {
        ZipEntry entry = parts.get(key(part));
        return entry == null ? 0 : entry.getSize();
    }

    /// @throws IOException also when there is no such part
    public XmlCursor read(String part) throws IOException {
        ZipEntry entry = parts.get(key(part));
        if (entry == null) {
            throw new IOException("a part is missing");
        }
        return XmlCursor.of(zip.getInputStream(entry));
    }

    /// The part that the package is about.
    ///
    /// @param root its root element
    /// @throws Refusal NOT_WHAT_IT_SAYS when the package is about something else
    public String mainPart(String root) throws IOException, Refusal {
        Optional<String> main = target(relations(""), "officeDocument").filter(this::has);
        if (main.isPresent()) {
            try (XmlCursor xml = read(main.get())) {
                if (xml.nextInside(0) && xml.name().equals(root)) {
                    return main.get();
                }
            }
        }
        throw new Refusal(Reason.Code.NOT_WHAT_IT_SAYS);
    }

    /// By their ids, in the file's order.
    ///
    /// @param part empty for the package's own
    public Map<String, Relation> relations(String part) throws IOException {
        Map<String, Relation> relations = new LinkedHashMap<>();
        int slash = part.lastIndexOf('/') + 1;
        String name = part.substring(0, slash) + "_rels/" + part.substring(slash) + ".rels";
        if (!has(name)) {
            return relations;
        }
        try (XmlCursor xml = read(name)) {
            while (xml.nextInside(1)) {
                String id = xml.attribute("Id");
                if (id != null) {
                    String type = xml.attribute("Type", "");
                    boolean inside = !xml.attribute("TargetMode", "").equals("External");
                    String target = xml.attribute("Target", "");
                    relations.put(
                            id,
                            new Relation(
                                    type.substring(type.lastIndexOf('/') + 1),
                                    inside ? resolve(part.substring(0, slash), target) : target));
                }
            }
        }
        return relations;
    }

    public static Optional<String> target(Map<String, Relation> relations, String type) {
        return relations.values().stream()
                .filter(relation -> relation.type().equals(type))
                .map(Relation::target)
                .findFirst();
    }

    /// What the file says of itself in its core properties.
    public FileInfo info() throws IOException {
        String part = target(relations(""), "core-properties").orElse("docProps/core.xml");
        if (!has(part)) {
            return new FileInfo(null, null, null);
        }
        Map<String, String> fields = new HashMap<>();
        try (XmlCursor xml = read(part)) {
            xml.nextInside(0);
            while (xml.nextInside(1)) {
                fields.putIfAbsent(xml.name(), CleanText.of(xml.text()).strip());
            }
        }
        return new FileInfo(
                field(fields, "title"), field(fields, "creator"), field(fields, "created"));
    }

    private static @Nullable String field(Map<String, String> fields, String name) {
        String value = fields.getOrDefault(name, "");
        return value.isEmpty() ? null : value;
    }

    private static String resolve(String folder, String target) {
        String path = target.startsWith("/") ? target.substring(1) : folder + target;
        Deque<String> parts = new ArrayDeque<>();
        for (String part : decoded(path).split("/", -1)) {
            if (part.equals("..")) {
                parts.pollLast();
            } else if (!part.equals(".")) {
                parts.addLast(part);
            }
        }
        return String.join("/", parts);
    }

    private static String decoded(String path) {
        try {
            return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return path;
        }
    }

    private static String key(String part) {
        return part.replace('\\', '/').toLowerCase(Locale.ROOT);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
